import {
  goesByClock,
  LONGEST_SILENCE,
  type Step,
} from '@backstage-gitops/policy';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { readFor } from './loadChecks';
import type { Services } from './services';
import type { Situation, Workplace } from './Workplace';

/** How many polls an environment rests that nothing is expected of. */
const POLLS = 10;

/** The longest that it rests, in milliseconds: soak clocks stop where nobody looks for too long. */
const LONGEST = LONGEST_SILENCE / 2;

/** Where a pass came to rest. */
export interface Ended {
  place: Workplace;
  situation: Situation;
  step: Step;
}

/** Does the host tell of everything that the promotion under way waits for? */
async function isTold({
  place,
  situation: { current },
  step,
}: Ended): Promise<boolean> {
  if (!current) return true;
  const { services, environment, hosted } = place;
  if (step.kind !== 'wait' || environment.policy.checks.source.length > 0) {
    return false;
  }
  return current.pullRequest
    ? services.hostReader.tells(hosted.repository, readFor(environment))
    : true;
}

/**
 * How long an environment need not be looked at unless something is told of it, in milliseconds. A poll, where it may become
 * another by itself; else much longer, for whoever changes what it is decided by wakes it, and what comes to its branch is
 * looked out for.
 */
export async function restOf(
  { config }: Services,
  shown: {
    environment?: StoredEnvironment;
    violations: unknown[];
    reverts: unknown[];
  },
  ended: Ended | undefined,
): Promise<number> {
  const { poll } = config.git;
  const long = Math.max(poll, Math.min(poll * POLLS, LONGEST));
  // Nobody looks out for what was never read.
  if (!shown.environment?.observation) return poll;
  if (shown.environment.stale) return long;
  const isQuiet =
    ended &&
    shown.environment.indexed &&
    shown.violations.length + shown.reverts.length === 0 &&
    !goesByClock(ended.situation.facts) &&
    (await isTold(ended));
  return isQuiet ? long : poll;
}
