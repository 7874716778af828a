import { newestOf } from '../newestOf';
import type { StoredCheckRun, StoredRepository, StoredStatus } from '../state';
import { connection } from './connection';
import type { GraphObject } from './execute';

/** Does the base branch of a pull request require a check of that name? */
function requirement({ pulls, protections }: StoredRepository, name: string) {
  return ({ pullRequestNumber }: { pullRequestNumber?: number }) => {
    const pull = pulls.find(({ number }) => number === pullRequestNumber);
    const protection = pull && protections.get(pull.baseBranch);
    return protection?.checks.includes(name) ?? false;
  };
}

function statusObject(
  repository: StoredRepository,
  status: StoredStatus,
): GraphObject {
  return {
    __typename: 'StatusContext',
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    isRequired: requirement(repository, status.context),
  };
}

function runObject(
  repository: StoredRepository,
  run: StoredCheckRun,
): GraphObject {
  return {
    __typename: 'CheckRun',
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase(),
    title: run.title,
    isRequired: requirement(repository, run.name),
  };
}

/** A commit with its statuses and check runs. */
export function commitObject(
  repository: StoredRepository,
  commit: string,
): GraphObject {
  const contexts = [
    ...newestOf(
      repository.statuses.filter(one => one.commit === commit),
      ({ context }) => context,
    ).map(one => statusObject(repository, one)),
    ...newestOf(
      repository.checkRuns.filter(one => one.commit === commit),
      ({ name }) => name,
    ).map(one => runObject(repository, one)),
  ];
  const rollup = {
    __typename: 'StatusCheckRollup',
    contexts: connection(
      'StatusCheckRollupContextConnection',
      contexts,
      one => one,
    ),
  };
  return {
    __typename: 'Commit',
    oid: commit,
    statusCheckRollup: contexts.length > 0 ? rollup : null,
  };
}
