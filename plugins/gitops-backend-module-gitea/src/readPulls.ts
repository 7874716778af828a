import type { PullRequestReading } from '@backstage-gitops/plugin-gitops-node';
import { toMergeability } from './mergeability';
import { obstaclesOf } from './obstacles';
import { at, nameOf, type Place } from './Place';
import { Pushers } from './Pushers';
import { describePull, findPull } from './readPull';
import { requiredChecks } from './requiredChecks';
import { newestOfEach, readReviews } from './reviews';
import { readRules, type Rules } from './rules';
import { type GiteaPull, pull } from './schemas';
import { listStatuses } from './statuses';

/** Most pages of a list that are read to spare single reads. */
const MOST_PAGES = 2;

/** Those that are open, by number. One that is not mergeable is left out: only its own address makes Gitea check it. */
async function listOpen(place: Place): Promise<Map<number, GiteaPull>> {
  const question = {
    what: `list the pull requests of ${nameOf(place)}`,
    path: at(place, 'pulls'),
    query: { state: 'open' },
    answer: pull,
  };
  const listed = await place.client.list(question, MOST_PAGES);
  return new Map(
    listed.filter(one => one.mergeable).map(one => [one.number, one]),
  );
}

/**
 * Many pull requests, each with all that a decision reads of it. What they share is read once: the list of the open
 * ones, the activity of the repository and the rules of a branch. Reviews and statuses Gitea tells of one at a time.
 */
export async function readPulls(
  place: Place,
  numbers: number[],
): Promise<PullRequestReading[]> {
  const open = numbers.length > 1 ? await listOpen(place) : new Map();
  const pushers = new Pushers(place);
  const rulesOf = new Map<string, Promise<Rules | undefined>>();
  const readings: PullRequestReading[] = [];
  for (const number of numbers) {
    const found: GiteaPull | undefined =
      open.get(number) ?? (await findPull(place, number));
    if (!found) continue;
    const base = found.base.label;
    const rules = rulesOf.get(base) ?? readRules(place, base);
    rulesOf.set(base, rules);
    const statuses = await listStatuses(place, found.head.sha);
    const checks = requiredChecks(await rules, statuses);
    const reviews = await readReviews(place, number);
    readings.push({
      pullRequest: await describePull(place, found, pushers),
      reviews: newestOfEach(reviews),
      statuses,
      requiredChecks: checks,
      mergeability: toMergeability(found, {
        isSettled: () => place.settling.isSettled(found),
        obstacles: obstaclesOf({
          pull: found,
          rules: await rules,
          reviews,
          requiredChecks: checks,
        }),
      }),
    });
  }
  return readings;
}
