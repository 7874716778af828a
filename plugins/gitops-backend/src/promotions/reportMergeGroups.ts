import type {
  CommitStatus,
  PullRequestReading,
} from '@backstage-gitops/plugin-gitops-node';
import { AGGREGATE, reportStatus } from './reportStatus';
import type { Workplace } from './Workplace';

/** As many pull requests as hosts read at once; no queue tests more of them together. */
const MOST = 100;

/** The worst comes first. */
const ORDER: Array<CommitStatus['state']> = ['failure', 'pending', 'success'];

/** Nothing is known of what was not reported yet, so it keeps others waiting. */
function aggregateOf(
  number: number,
  reading: PullRequestReading | undefined,
): CommitStatus {
  const reported = reading?.statuses.find(one => one.context === AGGREGATE);
  const description = `Pull request #${number}, which is before it, waits for its gates.`;
  return reported ?? { context: AGGREGATE, state: 'pending', description };
}

function worstOf(statuses: CommitStatus[]): CommitStatus {
  return statuses.reduce((worst, one) =>
    ORDER.indexOf(one.state) < ORDER.indexOf(worst.state) ? one : worst,
  );
}

/**
 * Reports on the merges that the host's queue tests with a pull request: the queue waits for the aggregate there, too.
 * What goes in together is as good as the worst of it.
 */
export async function reportMergeGroups(
  place: Pick<Workplace, 'services' | 'hosted' | 'environment'>,
  own: { number: number; aggregate: CommitStatus },
): Promise<void> {
  const { hosted, environment } = place;
  const { host, repository } = hosted;
  const all = await host.listMergeGroups?.(
    repository,
    environment.place.branch,
  );
  const groups = (all ?? []).filter(({ pullRequests }) =>
    pullRequests.includes(own.number),
  );
  const others = new Set(groups.flatMap(({ pullRequests }) => pullRequests));
  others.delete(own.number);
  const readings =
    others.size > 0
      ? await host.readPullRequests(repository, [...others].slice(0, MOST))
      : [];
  const byNumber = new Map(readings.map(one => [one.pullRequest.number, one]));
  for (const { commit, pullRequests } of groups) {
    const aggregates = pullRequests.map(number =>
      number === own.number
        ? own.aggregate
        : aggregateOf(number, byNumber.get(number)),
    );
    await reportStatus(place, commit, worstOf(aggregates));
  }
}
