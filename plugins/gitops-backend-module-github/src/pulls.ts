import {
  type PullRequest,
  type PullRequestContent,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { ask, askOr, gather } from './ask';
import { at, nameOf, type Place } from './Place';
import { readPull } from './readPull';
import { type ListedPull, toPullRequest } from './toPullRequest';

interface Branches {
  headBranch: string;
  baseBranch: string;
}

/** Opens a pull request, or answers the open one with the same head and base. */
export async function openPull(
  place: Place,
  branches: Branches,
  content: PullRequestContent,
): Promise<PullRequest> {
  const { title, body, labels } = content;
  const { headBranch: head, baseBranch: base } = branches;
  const created = await askOr(
    [422],
    `open a pull request from ${head} into ${base} of ${nameOf(place)}`,
    place.rest.pulls.create({ ...at(place), head, base, title, body }),
  );
  const opened =
    created.status === 'ok' ? created.data : await findOpen(place, branches);
  if (!opened) {
    const reason = created.status === 'refused' ? ` ${created.message}` : '';
    throw new TerminalHostError(
      `GitHub opens no pull request from ${head} into ${base} of ${nameOf(
        place,
      )}.${reason}`,
    );
  }
  // Whoever opened it may have been stopped before its labels.
  const missing = labels.filter(
    label => !opened.labels.some(({ name }) => name === label),
  );
  if (missing.length === 0) return toPullRequest(opened);
  await ask(
    `label pull request #${opened.number} of ${nameOf(place)}`,
    place.rest.issues.addLabels({
      ...at(place),
      issue_number: opened.number,
      labels: missing,
    }),
  );
  const pull = toPullRequest(opened);
  return { ...pull, labels: [...pull.labels, ...missing] };
}

async function findOpen(
  place: Place,
  { headBranch, baseBranch }: Branches,
): Promise<ListedPull | undefined> {
  const [open] = await ask(
    `list the pull requests of ${nameOf(place)}`,
    place.rest.pulls.list({
      ...at(place),
      head: `${place.owner}:${headBranch}`,
      base: baseBranch,
      state: 'open',
    }),
  );
  return open;
}

/** Changes title, body and labels where they differ. */
export async function updatePull(
  place: Place,
  number: number,
  content: PullRequestContent,
): Promise<void> {
  const { title, body, labels } = content;
  const pull = await readPull(place, number);
  if (pull.title !== title || (pull.body ?? '') !== body) {
    await ask(
      `update pull request #${number} of ${nameOf(place)}`,
      place.rest.pulls.update({
        ...at(place),
        pull_number: number,
        title,
        body,
      }),
    );
  }
  const labelsOf = (names: string[]) => [...names].sort().join('\0');
  if (labelsOf(pull.labels.map(({ name }) => name)) !== labelsOf(labels)) {
    await ask(
      `label pull request #${number} of ${nameOf(place)}`,
      place.rest.issues.setLabels({
        ...at(place),
        issue_number: number,
        labels,
      }),
    );
  }
}

/** Pull requests into a branch, newest first. */
export async function listPulls(
  place: Place,
  options: { baseBranch?: string; state: 'open' | 'all'; limit: number },
): Promise<PullRequest[]> {
  const pulls = await gather(
    page =>
      ask(
        `list the pull requests of ${nameOf(place)}`,
        place.rest.pulls.list({
          ...at(place),
          ...page,
          base: options.baseBranch,
          state: options.state,
          sort: 'created',
          direction: 'desc',
        }),
      ),
    options.limit,
  );
  return pulls.map(toPullRequest);
}
