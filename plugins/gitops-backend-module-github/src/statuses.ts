import {
  type CommitStatus,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { ask, gather } from './ask';
import { isCommit } from './commits';
import { at, nameOf, type Place } from './Place';
import {
  shorten,
  statusOfContext,
  statusOfRun,
  worstOfEach,
} from './toCommitStatus';

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
  return statuses.map(statusOfContext);
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
  return runs.map(run => statusOfRun({ ...run, title: run.output.title }));
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
