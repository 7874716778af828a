import { formatDuration } from '../duration';
import type { EnvironmentFacts, UpstreamFacts } from '../facts';
import { momentText } from '../moment';
import type { Verdict } from '../verdict';
import { hasVerified } from './upstream';

const MINUTE = 60_000;

/** What one upstream's clock still lacks. */
function lacking(
  { environment, soaked = [] }: UpstreamFacts,
  release: string | undefined,
  wanted: number,
) {
  const clock = soaked.find(one => one.release === release);
  const missing = Math.max(0, wanted - (clock?.milliseconds ?? 0));
  return { environment, missing, status: clock?.status ?? 'stopped' };
}

/**
 * The release has stayed verified upstream for long enough. With `upstream: any` one of those that verified it is
 * enough.
 *
 * @public
 */
export function soakGate(
  facts: Pick<EnvironmentFacts, 'policy' | 'upstream' | 'now'>,
  release: string | undefined,
): Verdict {
  const { policy, upstream, now } = facts;
  if (policy.soak === 0 || upstream.length === 0) {
    return { name: 'soak', status: 'passed', reason: 'No soak is asked for.' };
  }
  const asked =
    policy.upstream === 'any'
      ? upstream.filter(one => hasVerified(one, release))
      : upstream;
  const clocks = asked
    .map(one => lacking(one, release, policy.soak))
    .sort((one, other) => other.missing - one.missing);
  // Of several the slowest decides; where any will do, the quickest.
  const decisive = policy.upstream === 'any' ? clocks.at(-1) : clocks[0];
  const whole = formatDuration(policy.soak);
  if (decisive?.missing === 0) {
    return {
      name: 'soak',
      status: 'passed',
      reason: `Stayed well in ${decisive.environment} for ${whole}.`,
    };
  }
  if (!decisive) {
    return {
      name: 'soak',
      status: 'waiting',
      reason: `Must stay well upstream for ${whole}; it is verified nowhere yet.`,
    };
  }
  const { environment, missing, status } = decisive;
  const end = Date.parse(now) + missing;
  return status === 'running'
    ? {
        name: 'soak',
        status: 'waiting',
        // The end stays where it is while the clock runs; what is left would be another text every minute.
        reason: `Soaks for ${whole} in ${environment}, until ${momentText(
          Math.ceil(end / MINUTE) * MINUTE,
          'UTC',
        )}.`,
        until: new Date(end).toISOString(),
      }
    : {
        name: 'soak',
        status: 'waiting',
        reason: `Soaks no further at the moment: ${formatDuration(
          missing,
        )} of ${whole} in ${environment} to go, and it is not known to run well there.`,
      };
}
