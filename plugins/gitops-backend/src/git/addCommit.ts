import type { CommitOutcome } from '@backstage-gitops/plugin-gitops-node';
import type { CommitDraft } from './commit';
import type { CommitResult } from './CommitWriter';
import { isMadeOf } from './isMadeOf';
import type { CommittingHost } from './makesCommits';
import type { Mirror } from './Mirror';
import type { Texts } from './readTexts';

/** Commits of a branch that are looked through for one whose making was not answered. */
const LOOKED_THROUGH = 200;

/** A draft for a branch that is at its parent, and a host to make the commit. */
export interface Addition {
  host: CommittingHost;
  mirror: Mirror;
  repository: string;
  branch: string;
  draft: CommitDraft & { parent: string };
  /** What the draft changes. */
  texts: Texts;
}

/** Lets the host add a commit to a branch that is at its parent. */
export async function addCommit(addition: Addition): Promise<CommitResult> {
  const { host, mirror, repository, branch, draft, texts } = addition;
  const outcome: CommitOutcome | { status: 'unanswered'; error: unknown } =
    await host
      .createCommit({
        repository,
        branch,
        expectedHead: draft.parent,
        message: draft.message,
        changes: texts,
      })
      .catch(error => ({ status: 'unanswered', error }));
  if (outcome.status === 'refused') return outcome;
  await mirror.refresh();
  const commit =
    outcome.status === 'created' ? outcome.commit : await findMade(addition);
  if (commit) return { status: 'written', commit };
  if (outcome.status === 'unanswered') throw outcome.error;
  return { status: 'stale' };
}

/**
 * The commit that the host made although its answer was another one: it was lost on the way, and maybe the request was
 * sent again by then.
 */
async function findMade(addition: Addition): Promise<string | undefined> {
  const { mirror, branch, draft } = addition;
  const { parent } = draft;
  const head = mirror.head(branch);
  if (!head || head === parent) return undefined;
  const records = await mirror.log({
    from: head,
    until: parent,
    paths: [],
    limit: LOOKED_THROUGH,
  });
  const next = records.find(({ parents }) => parents[0] === parent);
  return next && (await isMadeOf(mirror, next.commit, draft))
    ? next.commit
    : undefined;
}
