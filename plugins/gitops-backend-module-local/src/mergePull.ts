import type {
  MergeMethod,
  MergeOutcome,
} from '@backstage-gitops/plugin-gitops-node';
import { mergeTrees } from './mergeTrees';
import { rebaseCommits } from './rebaseCommits';
import { authorOf, writeCommit } from './objects';
import { metaRef, type PullStore, type StoredPull } from './PullStore';
import { NOTHING, readRef, type RefMove } from './refs';

/**
 * What became of a merge here, where nothing queues.
 *
 * @public
 */
export type MergeResult = Exclude<MergeOutcome, { status: 'queued' }>;

/**
 * How a pull request is merged, and by whom.
 *
 * @public
 */
export interface MergeOptions {
  as: string;
  method: MergeMethod;
  title?: string;
  body?: string;
  /** Merges only this head. */
  headCommit?: string;
}

function messageOf(
  { number, record }: StoredPull,
  { method, title, body }: MergeOptions,
): string {
  const subject =
    title ??
    (method === 'squash'
      ? `${record.title} (#${number})`
      : `Merge pull request #${number} from ${record.headBranch}`);
  return body ? `${subject}\n\n${body}\n` : `${subject}\n`;
}

/** One try at a merge: what becomes of it, and the refs that must move together for that to be so. */
export async function mergePull(
  store: PullStore,
  found: StoredPull,
  options: MergeOptions,
): Promise<{ moves: RefMove[]; result: MergeResult }> {
  const { directory } = store;
  const { number, meta, record } = found;
  const { as, method } = options;
  const stop = (result: MergeResult) => ({ moves: [], result });
  const notReady = (reason: string) => stop({ status: 'notReady', reason });

  if (record.state.status === 'merged') {
    return stop({ status: 'merged', commit: record.state.commit });
  }
  if (record.state.status === 'closed') {
    return notReady(`Pull request #${number} is closed.`);
  }
  const headRef = `refs/heads/${record.headBranch}`;
  const tip = await readRef(directory, headRef);
  const head = tip ?? record.headCommit;
  if (options.headCommit && options.headCommit !== head) {
    return stop({ status: 'headMoved', headCommit: head });
  }
  const baseRef = `refs/heads/${record.baseBranch}`;
  const base = await readRef(directory, baseRef);
  if (!base) {
    return notReady(`There is no branch ${record.baseBranch} any more.`);
  }
  const merged = await mergeTrees(directory, base, head);
  if (merged.status === 'conflict') {
    const paths = merged.paths.join(', ');
    return notReady(`It conflicts with ${record.baseBranch} in ${paths}.`);
  }
  if (merged.status === 'unrelated') {
    return notReady(
      `${record.headBranch} and ${record.baseBranch} have no history in common.`,
    );
  }
  const commit =
    method === 'rebase'
      ? await rebaseCommits(directory, base, head)
      : await writeCommit(directory, {
          tree: merged.tree,
          parents: method === 'merge' ? [base, head] : [base],
          message: messageOf(found, options),
          author: authorOf(as),
        });
  if (!commit) {
    return notReady(
      `A commit of ${record.headBranch} conflicts with ${record.baseBranch}; it can be merged, but not rebased.`,
    );
  }
  const mergedMeta = await store.write({
    before: meta,
    record: {
      ...record,
      headCommit: head,
      state: {
        status: 'merged',
        commit,
        mergedBy: as,
        mergedAt: new Date().toISOString(),
      },
    },
    message: `merge by ${as}`,
    as,
  });
  return {
    moves: [
      // Somebody may push to the head while its trees are merged.
      ...(tip ? [{ ref: headRef, from: tip, to: tip }] : []),
      { ref: baseRef, from: base, to: commit },
      { ref: metaRef(number), from: meta, to: mergedMeta },
      { ref: `refs/pull-merged/${commit}`, from: NOTHING, to: mergedMeta },
      ...(await store.guardRemoval(record)),
    ],
    result: { status: 'merged', commit },
  };
}
