import type {
  PullRequestReading,
  RequiredCheck,
} from '@backstage-gitops/plugin-gitops-node';
import type { ProjectSchema } from '@gitbeaker/rest';
import { readActivities } from './activity';
import { toMergeability } from './mergeability';
import type { Place } from './Place';
import { findPulls } from './pulls';
import { readPushers } from './pushers';
import { describePull, readProject } from './readPull';
import { reviewsOf } from './reviews';
import { type JobStatus, listJobs, toStatus } from './statuses';

/** A pipeline that nobody began, where one must succeed. */
const NO_PIPELINE: RequiredCheck = { context: 'pipeline', state: 'pending' };

/** A project names no checks that it requires: its pipeline must succeed, which is every job that may not fail. */
export function requiredChecks(
  project: Pick<ProjectSchema, 'only_allow_merge_if_pipeline_succeeds'>,
  jobs: readonly JobStatus[],
): RequiredCheck[] {
  if (!project.only_allow_merge_if_pipeline_succeeds) return [];
  if (jobs.length === 0) return [NO_PIPELINE];
  return jobs
    .filter(({ isOptional }) => !isOptional)
    .map(({ context, state }) => ({ context, state }));
}

/**
 * Many merge requests, each with all that a decision reads of it: themselves, their reviews and who pushed to them at
 * once, and one by one what GitLab tells of one at a time.
 */
export async function readPulls(
  place: Place,
  numbers: number[],
): Promise<PullRequestReading[]> {
  if (numbers.length === 0) return [];
  const pulls = await findPulls(place, numbers);
  if (pulls.length === 0) return [];
  const project = await readProject(place);
  const activities = await readActivities(place, numbers);
  const pushers = await readPushers(place, pulls, activities);
  const readings: PullRequestReading[] = [];
  for (const pull of pulls) {
    const jobs = await listJobs(place, pull.sha);
    const activity = activities.get(pull.iid);
    readings.push({
      pullRequest: describePull(pull, pushers.get(pull.iid)),
      reviews: activity ? await reviewsOf(place, pull.iid, activity) : [],
      statuses: jobs.map(toStatus),
      requiredChecks: requiredChecks(project, jobs),
      mergeability: toMergeability(pull, jobs),
    });
  }
  return readings;
}
