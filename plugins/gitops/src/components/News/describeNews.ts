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
    const next = nextStep(environment);
    if (next && stageOf(environment) !== stageOf(earlier)) {
      news.push(`${environment.name}: ${next.sentence}`);
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
