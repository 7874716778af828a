import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { nextStep } from '../actions';
import { versionOf } from '../shared/versionOf';

/** One sentence for each environment in which something happened that a person would want to hear of. */
export function describeNews(
  before: Environment[],
  after: Environment[],
): string[] {
  const news: string[] = [];
  for (const environment of after) {
    const earlier = before.find(({ name }) => name === environment.name);
    if (!earlier) {
      news.push(`${environment.name} is new.`);
      continue;
    }
    const version = versionOf(environment);
    if (version !== undefined && version !== versionOf(earlier)) {
      news.push(`${environment.name} has ${version}.`);
    }
    news.push(...describeStops(earlier, environment));
    const next = nextStep(environment);
    if (next && stageOf(environment) !== stageOf(earlier)) {
      news.push(`${environment.name}: ${next.sentence}`);
    }
  }
  return news;
}

function describeStops(before: Environment, after: Environment): string[] {
  const { name, freezes = [], violations } = after;
  const wasFrozen = (before.freezes ?? []).length > 0;
  const news: string[] = [];
  if (freezes.length > 0 && !wasFrozen) {
    news.push(`${name} is frozen: ${freezes[0].reason}`);
  }
  if (freezes.length === 0 && wasFrozen) {
    news.push(`${name} is not frozen any more.`);
  }
  for (const { commit, reason } of violations) {
    if (!before.violations.some(earlier => earlier.commit === commit)) {
      news.push(`${name} has a violation: ${reason}`);
    }
  }
  return news;
}

// Not the sentence itself: one that counts minutes would be read out every minute.
function stageOf(environment: Environment): string {
  return JSON.stringify([
    environment.promotion?.id,
    environment.promotion?.approvals.length,
    nextStep(environment)?.action,
  ]);
}
