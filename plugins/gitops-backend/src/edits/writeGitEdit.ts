import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type {
  FileDifference,
  GitEdit,
} from '@backstage-gitops/plugin-gitops-common';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { CommitDraft } from '../git/commit';
import { writeBranch } from '../git/writeBranch';
import { differencesOf } from '../promotions/differences';
import type { Services } from '../promotions/services';
import { writeSealedBlock } from '../provenance/sealedBlock';
import type { GitEditPlan } from './GitEditPlan';

/** How a plan would be written, for the person who asked. */
export type PlannedGitEdit = Pick<GitEdit, 'sentence' | 'differences' | 'seen'>;

function nameOf(differences: FileDifference[]): string {
  return createHash('sha256')
    .update(JSON.stringify(differences))
    .digest('hex')
    .slice(0, 16);
}

/** What a plan changes, as it can be shown. */
export async function describeGitEdit(
  plan: GitEditPlan,
): Promise<PlannedGitEdit> {
  const { hosted, head, changes, sentence } = plan;
  const differences = await differencesOf(hosted.mirror, head, changes);
  return { sentence, differences, seen: nameOf(differences) };
}

/** @throws ConflictError where somebody looked at other differences than these. */
export function requireSeen(edit: PlannedGitEdit, seen: string | undefined) {
  if (seen === undefined || seen === edit.seen) return;
  throw new ConflictError(
    'Git or the cluster changed since you looked: look at what would be written now, and ask again.',
  );
}

/** What people read in Git and on the host. */
export interface GitEditTexts {
  title: string;
  /** For the pull request. */
  body: string;
  /** Trailers at the end of the commit's message, given the tree that it makes; none where the commit proves nothing. */
  trailers?: (tree: string) => Promise<string>;
}

async function draftOf(
  { hosted: { mirror }, head, changes }: GitEditPlan,
  texts: GitEditTexts,
): Promise<CommitDraft> {
  const trailers = await texts.trailers?.(
    await mirror.buildTree(head, changes),
  );
  return {
    parent: head,
    changes,
    message: [texts.title, texts.body, trailers ?? ''].join('\n\n').trimEnd(),
    at: new Date().toISOString(),
  };
}

/**
 * Writes a plan to its branch.
 *
 * @param options - `replan` is asked on every head that the branch moves to meanwhile.
 * @throws ConflictError where the differences are other ones by now, or the host refuses.
 */
export async function commitGitEdit(options: {
  services: Services;
  plan: GitEditPlan;
  seen: string;
  replan: () => Promise<GitEditPlan>;
  textsOf: (plan: GitEditPlan) => GitEditTexts;
}): Promise<{ commit: string; url: string }> {
  const { services, seen, replan, textsOf } = options;
  const { hosted, branch } = options.plan;
  const outcome = await writeBranch<never>({
    commits: services.commits,
    mirrors: services.mirrors,
    hosted,
    branch,
    plan: async head => {
      const plan = head === options.plan.head ? options.plan : await replan();
      requireSeen(await describeGitEdit(plan), seen);
      return { status: 'planned', draft: await draftOf(plan, textsOf(plan)) };
    },
  });
  if (outcome.status !== 'written') {
    throw new ConflictError(
      outcome.status === 'ended' ? 'Nothing was written.' : outcome.reason,
    );
  }
  const { host, repository } = hosted;
  const { commit } = outcome;
  return { commit, url: host.commitUrl(repository, commit) };
}

/**
 * Proposes a plan by a pull request. Asking twice for the same opens one.
 *
 * @throws ConflictError where the host refuses.
 */
export async function proposeGitEdit(options: {
  services: Services;
  plan: GitEditPlan;
  headBranch: string;
  texts: GitEditTexts;
  labels: string[];
}): Promise<PullRequest> {
  const { services, plan, headBranch, texts, labels } = options;
  const { hosted } = plan;
  const { trailers, ...rest } = texts;
  let block = '';
  const outcome = await writeBranch<never>({
    commits: services.commits,
    mirrors: services.mirrors,
    hosted,
    branch: headBranch,
    plan: async () => ({
      status: 'planned',
      draft: await draftOf(plan, {
        ...rest,
        trailers: trailers && (async tree => (block = await trailers(tree))),
      }),
    }),
  });
  if (outcome.status !== 'written') {
    throw new ConflictError(
      outcome.status === 'ended' ? 'Nothing was written.' : outcome.reason,
    );
  }
  const hidden = block && `\n\n${writeSealedBlock(block)}`;
  const content = {
    title: texts.title,
    body: `${texts.body}${hidden}\n`,
    labels,
  };
  const { repository } = hosted;
  const pull = await hosted.host.openPullRequest({
    repository,
    headBranch,
    baseBranch: plan.branch,
    content,
  });
  // The one that was open already says what it brought before.
  await hosted.host.updatePullRequest({
    repository,
    number: pull.number,
    content,
  });
  return { ...pull, headCommit: outcome.commit };
}
