import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type {
  FileDifference,
  GitEdit,
} from '@backstage-gitops/plugin-gitops-common';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
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
  /** Trailers at the end of the commit's message; none where the commit proves nothing. */
  trailers?: (commit: string) => Promise<string>;
}

async function buildCommit(
  services: Services,
  plan: GitEditPlan,
  texts: GitEditTexts,
): Promise<string> {
  const { mirror } = plan.hosted;
  const { committer } = services.config.git;
  const draft = {
    parent: plan.head,
    changes: plan.changes,
    author: committer,
    committer,
    at: new Date().toISOString(),
  };
  const build = (message: string) => mirror.buildCommit({ ...draft, message });
  const trailers = await texts.trailers?.(await build(''));
  return build(
    [texts.title, texts.body, trailers ?? ''].join('\n\n').trimEnd(),
  );
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
    mirrors: services.mirrors,
    hosted,
    branch,
    build: async head => {
      const plan = head === options.plan.head ? options.plan : await replan();
      requireSeen(await describeGitEdit(plan), seen);
      return {
        status: 'built',
        commit: await buildCommit(services, plan, textsOf(plan)),
      };
    },
  });
  if (outcome.status !== 'pushed') {
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
    mirrors: services.mirrors,
    hosted,
    branch: headBranch,
    build: async () => ({
      status: 'built',
      commit: await buildCommit(services, plan, {
        ...rest,
        trailers:
          trailers && (async commit => (block = await trailers(commit))),
      }),
    }),
  });
  if (outcome.status !== 'pushed') {
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
