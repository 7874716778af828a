import { createHash } from 'node:crypto';
import { addCommit, type Addition } from './addCommit';
import type { Signature } from './commit';
import type { CommitOrder, CommitResult, CommitWriter } from './CommitWriter';
import { describeInability, makesCommits } from './makesCommits';
import type { Mirror } from './Mirror';
import { pushCommit } from './pushCommit';
import { readTexts } from './readTexts';

/** When branches begin that have no history of their own: always the same, so that two replicas begin one alike. */
const BEGINNING = '1970-01-01T00:00:00Z';

/**
 * Lets the host make commits by its API, so that it signs them as the app that this suite acts as.
 *
 * @remarks
 *
 * The API adds to branches and replaces none. A branch that is new is pushed where it begins, then added to. One that is to
 * be replaced is added to beside itself, on a branch that is there only meanwhile: a pull request whose branch goes back
 * to its base, if for a moment, is closed by its host.
 */
export class HostWriter implements CommitWriter {
  readonly #committer: Signature;

  /** @param options - `committer` begins branches that come from nowhere; all else is committed by the host's account. */
  constructor(options: { committer: Signature }) {
    this.#committer = options.committer;
  }

  async write(order: CommitOrder): Promise<CommitResult> {
    const { branch, expected, draft, onCommit } = order;
    const { host, mirror, repository } = order.hosted;
    if (!makesCommits(host)) {
      return { status: 'refused', reason: describeInability(host) };
    }
    const read = await readTexts(mirror, draft.changes);
    if (read.status === 'refused') return read;
    const parent = draft.parent ?? (await this.#beginning(mirror));
    const addition: Addition = {
      host,
      mirror,
      repository,
      branch,
      draft: { ...draft, parent },
      texts: read.texts,
    };
    if (expected !== undefined && expected !== parent) {
      return replace(addition, expected, onCommit);
    }
    if (expected === undefined) {
      const begun = await pushCommit(mirror, {
        branch,
        commit: parent,
        expected,
      });
      if (begun.status !== 'written') return begun;
    }
    const result = await addCommit(addition);
    if (result.status === 'written') await onCommit?.(result.commit);
    return result;
  }

  /** An empty commit, which only plumbing can make. */
  async #beginning(mirror: Mirror): Promise<string> {
    return mirror.buildCommit({
      parent: undefined,
      changes: new Map(),
      message: 'Begin\n',
      author: this.#committer,
      committer: this.#committer,
      at: BEGINNING,
    });
  }
}

/** Lets the host make a commit beside a branch, which is then moved to it. */
async function replace(
  addition: Addition,
  expected: string,
  onCommit: CommitOrder['onCommit'],
): Promise<CommitResult> {
  const { mirror, branch, draft } = addition;
  const beside = `gitops/meanwhile/${createHash('sha256')
    .update(branch)
    .digest('hex')
    .slice(0, 16)}`;
  const begun = await pushCommit(mirror, {
    branch: beside,
    commit: draft.parent,
    expected: mirror.head(beside),
  });
  if (begun.status !== 'written') return begun;
  const made = await addCommit({ ...addition, branch: beside });
  if (made.status !== 'written') return made;
  const { commit } = made;
  await onCommit?.(commit);
  const result = await pushCommit(mirror, { branch, commit, expected });
  // Where it is left behind, the next write begins with it and deletes it.
  await mirror
    .push({ branch: beside, commit: undefined, expected: commit })
    .catch(() => {});
  return result;
}
