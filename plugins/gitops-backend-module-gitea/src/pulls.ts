import {
  type PullRequest,
  type PullRequestContent,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { idsOf, labelsOf, setLabels } from './labels';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';
import { anything, type GiteaPull, pull } from './schemas';
import { isOfRepository, toPullRequest } from './toPullRequest';

interface Branches {
  headBranch: string;
  baseBranch: string;
}

/** Pull requests into a branch, or into any, newest first, page by page. */
async function* pagesOfPulls(
  place: Place,
  { baseBranch, state }: { baseBranch?: string; state: 'open' | 'all' },
): AsyncGenerator<GiteaPull[]> {
  const pages = place.client.pages({
    what: `list the pull requests of ${nameOf(place)}`,
    path: at(place, 'pulls'),
    query: { state, ...(baseBranch ? { base_branch: baseBranch } : {}) },
    answer: pull,
  });
  for await (const { items } of pages) {
    // An older Gitea does not know the filter, and lists them all.
    yield items.filter(({ base }) => !baseBranch || base.label === baseBranch);
  }
}

async function findOpen(
  place: Place,
  { headBranch, baseBranch }: Branches,
): Promise<GiteaPull | undefined> {
  const pages = pagesOfPulls(place, { baseBranch, state: 'open' });
  for await (const page of pages) {
    const found = page.find(
      one => isOfRepository(one) && one.head.label === headBranch,
    );
    if (found) return found;
  }
  return undefined;
}

/** Opens a pull request, or answers the open one with the same head and base. */
export async function openPull(
  place: Place,
  branches: Branches,
  content: PullRequestContent,
): Promise<PullRequest> {
  const { title, body, labels } = content;
  const { headBranch: head, baseBranch: base } = branches;
  const what = `open a pull request from ${head} into ${base} of ${nameOf(
    place,
  )}`;
  const created = await place.client.askOr([409], {
    what,
    method: 'POST',
    path: at(place, 'pulls'),
    body: { head, base, title, body, labels: await idsOf(place, labels) },
    answer: pull,
  });
  if (created.status === 'ok') return toPullRequest(created.data);
  const found = await findOpen(place, branches);
  if (!found) {
    throw new TerminalHostError(`Gitea did not ${what}: ${created.message}`);
  }
  const all = [...new Set([...labelsOf(found), ...labels])];
  // Whoever opened it may have given it other labels.
  if (all.length === labelsOf(found).length) return toPullRequest(found);
  await setLabels(place, found.number, all);
  return { ...toPullRequest(found), labels: all };
}

/** Changes title, body and labels where they differ. */
export async function updatePull(
  place: Place,
  number: number,
  { title, body, labels }: PullRequestContent,
): Promise<void> {
  const found = await readPull(place, number);
  if (found.title !== title || found.body !== body) {
    await place.client.ask({
      what: `update pull request #${number} of ${nameOf(place)}`,
      method: 'PATCH',
      path: at(place, 'pulls', number),
      body: { title, body },
      answer: anything,
    });
  }
  const listed = (names: string[]) => [...names].sort().join('\0');
  if (listed(labelsOf(found)) !== listed(labels)) {
    await setLabels(place, number, labels);
  }
}

/** Pull requests into a branch, newest first. */
export async function listPulls(
  place: Place,
  options: { baseBranch?: string; state: 'open' | 'all'; limit: number },
): Promise<PullRequest[]> {
  const found: PullRequest[] = [];
  for await (const page of pagesOfPulls(place, options)) {
    found.push(...page.map(toPullRequest));
    if (found.length >= options.limit) break;
  }
  return found.slice(0, options.limit);
}
