import type {
  CommitStatus,
  PullRequest,
} from '@backstage-gitops/plugin-gitops-node';
import type { CheckFacts, PromotionFacts } from '@backstage-gitops/policy';
import type { StoredRelease } from '../store/ReleaseStore';
import type { Workplace } from './Workplace';

function toCheck({ context, ...status }: CommitStatus): CheckFacts {
  return { name: context, ...status };
}

/**
 * The commit statuses that the `checks` of an environment are read from; undefined where it names none. A source on a
 * host that nobody configured is not asked: it counts as not known.
 */
export async function loadChecks(
  { services, hosted, environment }: Workplace,
  release: StoredRelease | undefined,
  pull: PullRequest | undefined,
): Promise<PromotionFacts['checks']> {
  const { pullRequest, source } = environment.policy.checks;
  if (pullRequest.length + source.length === 0) return undefined;
  const built = release?.source;
  const host = built && services.mirrors.hostOf(built.repository);
  return {
    pullRequest:
      pull && pullRequest.length > 0
        ? (
            await hosted.host.listCommitStatuses(
              hosted.repository,
              pull.headCommit,
            )
          ).map(toCheck)
        : [],
    ...(host && source.length > 0
      ? {
          source: (
            await host.listCommitStatuses(built.repository, built.commit)
          ).map(toCheck),
        }
      : {}),
  };
}
