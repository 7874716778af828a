import type {
  Mergeability,
  PullRequestReading,
} from '@backstage-gitops/plugin-gitops-node';
import type { Place } from './Place';
import { describePull, findPull } from './readPull';
import { listReviews } from './reviews';
import { listStatuses } from './statuses';
import type { GithubPull } from './toPullRequest';

function toMergeability(pull: GithubPull): Mergeability {
  if (pull.state !== 'open') return { status: 'unknown' };
  switch (pull.mergeable_state) {
    case 'clean':
    case 'unstable':
    case 'has_hooks':
      return { status: 'mergeable' };
    case 'dirty':
      return { status: 'conflicting' };
    case 'blocked':
    case 'behind':
    case 'draft':
      return {
        status: 'blocked',
        reasons: [`GitHub calls it "${pull.mergeable_state}".`],
      };
    default:
      return { status: 'unknown' };
  }
}

/** Many pull requests, each with all that a decision reads of it. */
export async function readPulls(
  place: Place,
  numbers: number[],
): Promise<PullRequestReading[]> {
  const readings: PullRequestReading[] = [];
  for (const number of numbers) {
    const pull = await findPull(place, number);
    if (!pull) continue;
    readings.push({
      pullRequest: await describePull(place, pull),
      reviews: await listReviews(place, number),
      statuses: await listStatuses(place, pull.head.sha),
      requiredChecks: [],
      mergeability: toMergeability(pull),
    });
  }
  return readings;
}
