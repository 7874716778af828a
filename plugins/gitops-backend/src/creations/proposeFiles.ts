import { ConflictError } from '@backstage/errors';
import type {
  PullRequest,
  PullRequestContent,
} from '@backstage-gitops/plugin-gitops-node';
import { writeBranch } from '../git/writeBranch';
import type { Services } from '../promotions/services';
import type { Ground } from './Site';

/** Most pull requests that are looked through for one from an entity's branch. */
const MAX_PULL_REQUESTS = 200;

/** New texts of files, by path. */
export type Texts = ReadonlyMap<string, { text: string }>;

/** The newest pull request from a branch; the open one where there is one. */
export async function findProposal(
  { hosted: { host, repository }, branch }: Ground,
  headBranch: string,
): Promise<PullRequest | undefined> {
  for (const state of ['open', 'all'] as const) {
    const pulls = await host.listPullRequests({
      repository,
      baseBranch: branch,
      state,
      limit: MAX_PULL_REQUESTS,
    });
    const found = pulls.find(pull => pull.headBranch === headBranch);
    if (found) return found;
  }
  return undefined;
}

/** Would merging a commit bring these texts? Then it was pushed by somebody who did not come to open the pull request. */
async function brings(
  { hosted: { mirror }, head }: Ground,
  commit: string,
  texts: Texts,
): Promise<boolean> {
  const merged = await mirror.mergedTree(head, commit);
  if (merged === undefined) return false;
  for (const [path, { text }] of texts) {
    if ((await mirror.file(merged, path)) !== text) return false;
  }
  return true;
}

/**
 * Proposes files by a pull request from a branch that is this suite's own. Whatever a process that crashed left of it is
 * taken up.
 *
 * @throws ConflictError where the host refuses.
 */
export async function proposeFiles(options: {
  services: Pick<Services, 'commits' | 'mirrors'>;
  ground: Ground;
  headBranch: string;
  texts: Texts;
  content: PullRequestContent;
  /** Of the commit. */
  message: string;
}): Promise<PullRequest> {
  const { services, ground, headBranch, texts, content, message } = options;
  const { hosted, branch, head } = ground;
  const outcome = await writeBranch<'left'>({
    commits: services.commits,
    mirrors: services.mirrors,
    hosted,
    branch: headBranch,
    plan: async left =>
      left && (await brings(ground, left, texts))
        ? { status: 'ended', end: 'left' }
        : {
            status: 'planned',
            draft: {
              parent: head,
              changes: texts,
              message,
              at: new Date().toISOString(),
            },
          },
  });
  if (outcome.status === 'refused' || outcome.status === 'contended') {
    throw new ConflictError(outcome.reason);
  }
  return hosted.host.openPullRequest({
    repository: hosted.repository,
    headBranch,
    baseBranch: branch,
    content,
  });
}
