import {
  type CommitStatus,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { ask, gather } from './ask';
import { isCommit } from './commits';
import { at, nameOf, type Place } from './Place';

type CheckRun =
  RestEndpointMethodTypes['checks']['listForRef']['response']['data']['check_runs'][number];

/** Longest description that GitHub takes. */
const LONGEST = 140;

/** Conclusions that a required check may have. */
const PASSED = new Set<string | null>(['success', 'neutral', 'skipped']);

/** The worst comes first. */
const ORDER: Array<CommitStatus['state']> = ['failure', 'pending', 'success'];

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST
    ? `${characters.slice(0, LONGEST - 1).join('')}…`
    : text;
}

function fromCheckRun({ name, ...run }: CheckRun): CommitStatus {
  const isDone = run.status === 'completed';
  const ended = PASSED.has(run.conclusion) ? 'success' : 'failure';
  const phase = isDone ? run.conclusion : run.status;
  return {
    context: name,
    state: isDone ? ended : 'pending',
    description: shorten(run.output.title ?? phase ?? ''),
  };
}

/** One status for each context. GitHub asks for all that have one name, whoever set them; so the worst of them is it. */
export function worstOfEach(statuses: CommitStatus[]): CommitStatus[] {
  const worst = new Map<string, CommitStatus>();
  for (const status of statuses) {
    const other = worst.get(status.context);
    if (other && ORDER.indexOf(other.state) <= ORDER.indexOf(status.state)) {
      continue;
    }
    worst.set(status.context, status);
  }
  return [...worst.values()];
}

async function listReported(
  place: Place,
  commit: string,
): Promise<CommitStatus[]> {
  const statuses = await gather(page =>
    ask(
      `read the statuses of ${commit} in ${nameOf(place)}`,
      place.rest.repos.getCombinedStatusForRef({
        ...at(place),
        ...page,
        ref: commit,
      }),
    ).then(answer => answer.statuses),
  );
  return statuses.map(({ context, state, description }) => ({
    context,
    state: state === 'success' || state === 'pending' ? state : 'failure',
    description: description ?? '',
  }));
}

async function listCheckRuns(
  place: Place,
  commit: string,
): Promise<CommitStatus[]> {
  const runs = await gather(page =>
    ask(
      `read the check runs of ${commit} in ${nameOf(place)}`,
      place.rest.checks.listForRef({
        ...at(place),
        ...page,
        ref: commit,
        filter: 'latest',
      }),
    ).then(answer => answer.check_runs),
  );
  return runs.map(fromCheckRun);
}

/** Commit statuses and check runs, as one list. */
export async function listStatuses(
  place: Place,
  commit: string,
): Promise<CommitStatus[]> {
  return worstOfEach([
    ...(await listReported(place, commit)),
    ...(await listCheckRuns(place, commit)),
  ]);
}

/** Sets one status, where it is not set yet: GitHub takes a thousand of a context for a commit, and no more. */
export async function setStatus(
  place: Place,
  commit: string,
  { context, state, description }: CommitStatus,
): Promise<void> {
  if (!isCommit(commit)) {
    throw new TerminalHostError(`"${commit}" is no commit.`);
  }
  const short = shorten(description);
  const reported = await listReported(place, commit);
  const isSet = reported.some(
    one =>
      one.context === context &&
      one.state === state &&
      one.description === short,
  );
  if (isSet) return;
  await ask(
    `set the status ${context} of ${commit} in ${nameOf(place)}`,
    place.rest.repos.createCommitStatus({
      ...at(place),
      sha: commit,
      context,
      state,
      description: short,
    }),
  );
}
