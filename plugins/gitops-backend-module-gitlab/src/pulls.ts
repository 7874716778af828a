import {
  type PullRequest,
  type PullRequestContent,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import type { MergeRequestSchema } from '@gitbeaker/rest';
import { ask, askOr } from './ask';
import { PAGE } from './connect';
import type { Place } from './Place';
import { withoutQuickActions } from './quickActions';
import { readPull } from './readPull';
import { isOfProject, labelsOf, toPullRequest } from './toPullRequest';

interface Branches {
  headBranch: string;
  baseBranch: string;
}

/** Opens a merge request, or answers the open one with the same head and base. */
export async function openPull(
  place: Place,
  branches: Branches,
  { title, body, labels }: PullRequestContent,
): Promise<PullRequest> {
  const { headBranch: head, baseBranch: base } = branches;
  const what = `open a merge request from ${head} into ${base} of ${place.project}`;
  const created = await askOr(
    [409],
    what,
    place.rest.MergeRequests.create(place.project, head, base, title, {
      description: withoutQuickActions(body),
      labels: labels.join(','),
    }),
  );
  if (created.status === 'ok') return toPullRequest(created.data);
  const open = await findOpen(place, branches);
  if (!open) {
    throw new TerminalHostError(`GitLab did not ${what}: ${created.message}.`);
  }
  return toPullRequest(open);
}

async function findOpen(
  place: Place,
  { headBranch, baseBranch }: Branches,
): Promise<MergeRequestSchema | undefined> {
  const open = await ask(
    `list the merge requests of ${place.project}`,
    place.rest.MergeRequests.all({
      projectId: place.project,
      sourceBranch: headBranch,
      targetBranch: baseBranch,
      state: 'opened',
    }),
  );
  return open.find(isOfProject);
}

/** Changes title, body and labels where they differ. */
export async function updatePull(
  place: Place,
  number: number,
  { title, body, labels }: PullRequestContent,
): Promise<void> {
  const pull = await readPull(place, number);
  const description = withoutQuickActions(body);
  const inOrder = (names: string[]) => [...names].sort().join(',');
  const changes = {
    ...(pull.title === title ? {} : { title }),
    ...((pull.description ?? '') === description ? {} : { description }),
    ...(inOrder(labelsOf(pull)) === inOrder(labels)
      ? {}
      : { labels: labels.join(',') }),
  };
  if (Object.keys(changes).length === 0) return;
  await ask(
    `update merge request !${number} of ${place.project}`,
    place.rest.MergeRequests.edit(place.project, number, changes),
  );
}

/** Merge requests into a branch, newest first. */
export async function listPulls(
  place: Place,
  options: { baseBranch?: string; state: 'open' | 'all'; limit: number },
): Promise<PullRequest[]> {
  const { baseBranch, state, limit } = options;
  const perPage = Math.min(PAGE, limit);
  const pulls = await ask(
    `list the merge requests of ${place.project}`,
    place.rest.MergeRequests.all({
      projectId: place.project,
      ...(baseBranch ? { targetBranch: baseBranch } : {}),
      ...(state === 'open' ? { state: 'opened' } : {}),
      orderBy: 'created_at',
      sort: 'desc',
      perPage,
      maxPages: Math.ceil(limit / perPage),
    }),
  );
  return pulls.slice(0, limit).map(toPullRequest);
}

/** Merge requests by their numbers, at most 100, in one call. */
export async function findPulls(
  place: Place,
  numbers: number[],
): Promise<MergeRequestSchema[]> {
  const pulls = await ask(
    `read merge requests of ${place.project}`,
    place.rest.MergeRequests.all({
      projectId: place.project,
      iids: numbers,
      // A list does not find out by itself whether they can be merged.
      withMergeStatusRecheck: true,
    }),
  );
  const byNumber = new Map(pulls.map(pull => [pull.iid, pull]));
  return numbers.flatMap(number => byNumber.get(number) ?? []);
}
