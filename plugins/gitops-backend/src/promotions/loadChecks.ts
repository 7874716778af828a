import type {
  CommitStatus,
  PullRequestReading,
} from '@backstage-gitops/plugin-gitops-node';
import type { CheckFacts, PromotionFacts } from '@backstage-gitops/policy';
import type { ReadFor } from '../hosts/HostReader';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { StoredRelease } from '../store/ReleaseStore';
import type { Workplace } from './Workplace';

function toCheck({ context, ...status }: CommitStatus): CheckFacts {
  return { name: context, ...status };
}

/** What an environment's pull requests are read for. */
export function readFor({ policy }: EnvironmentDeclaration): ReadFor {
  return policy.checks.pullRequest.length > 0 ? 'statuses' : 'reviews';
}

/**
 * The commit statuses that the `checks` of an environment are read from; undefined where it names none. A source on a
 * host that nobody configured is not asked: it counts as not known.
 */
export async function loadChecks(
  { services, environment }: Workplace,
  release: StoredRelease | undefined,
  reading: PullRequestReading | undefined,
): Promise<PromotionFacts['checks']> {
  const { pullRequest, source } = environment.policy.checks;
  if (pullRequest.length + source.length === 0) return undefined;
  const built = release?.source;
  const host = built && services.mirrors.hostOf(built.repository);
  const statuses =
    host && source.length > 0
      ? await services.hostReader.statuses(host, built.repository, built.commit)
      : undefined;
  return {
    pullRequest:
      (pullRequest.length > 0 && reading?.statuses.map(toCheck)) || [],
    ...(statuses ? { source: statuses.map(toCheck) } : {}),
  };
}
