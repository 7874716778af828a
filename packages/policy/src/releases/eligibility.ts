import type {
  EnvironmentFacts,
  EnvironmentPolicy,
  ReleaseFacts,
  Trigger,
} from '../facts';
import { immutableGate, rejectedGate } from '../gates/release';
import { upstreamGate } from '../gates/upstream';
import { isOpen } from '../verdict';

/** May a release go into an environment, and why not. @public */
export type Eligibility =
  | { status: 'deployed'; reason: string }
  | { status: 'eligible'; reason: string }
  | { status: 'excluded'; reason: string };

/** How a release was made. */
type Made = Pick<ReleaseFacts, 'triggers' | 'withdrawn'>;

/** Why a release does not count any more in an environment: it takes it for its pull requests alone. */
export function whyWithdrawn(
  { accepts }: EnvironmentPolicy,
  { triggers, withdrawn }: Made,
): string | undefined {
  return triggers.some(one => one !== 'pullRequest' && accepts.includes(one))
    ? undefined
    : withdrawn;
}

/** Why an environment does not take what was made so; undefined where it does. */
function whyNotAccepted(
  policy: EnvironmentPolicy,
  made: Made,
): string | undefined {
  const { name, accepts } = policy;
  return made.triggers.some(trigger => accepts.includes(trigger))
    ? whyWithdrawn(policy, made)
    : `${name} accepts ${accepts.join(
        ', ',
      )}; this comes from ${made.triggers.join(', ')}.`;
}

/**
 * Why a candidate is not in an environment: what comes by its trigger is not taken there, else what keeps it from
 * becoming a release.
 *
 * @public
 */
export function judgeCandidate(
  policy: EnvironmentPolicy,
  { trigger, reason }: { trigger: Trigger; reason: string },
): Eligibility {
  return {
    status: 'excluded',
    reason: whyNotAccepted(policy, { triggers: [trigger] }) ?? reason,
  };
}

/**
 * The rule that decides, and the sentence that is shown, from one place.
 *
 * @public
 */
export function judgeEligibility(
  facts: EnvironmentFacts,
  release: ReleaseFacts,
): Eligibility {
  const { policy } = facts;
  if (facts.deployed.release === release.id) {
    return { status: 'deployed', reason: `Deployed in ${policy.name}.` };
  }
  const notAccepted = whyNotAccepted(policy, release);
  if (notAccepted) return { status: 'excluded', reason: notAccepted };
  for (const gate of [
    rejectedGate(release),
    immutableGate(policy, release),
    upstreamGate(facts, release.id),
  ]) {
    if (!isOpen(gate)) return { status: 'excluded', reason: gate.reason };
  }
  if (!facts.isNewer(release)) {
    return {
      status: 'excluded',
      reason: `Not newer than ${
        facts.deployed.version ?? 'what is deployed'
      }; going back is a rollback, which also holds automation.`,
    };
  }
  return { status: 'eligible', reason: 'May be promoted.' };
}

/**
 * The release that automation would take next, or undefined.
 *
 * @remarks
 *
 * Besides being eligible it must not be ahead of what its upstream runs now: a release that was taken back there
 * stays verified, yet carrying it further would spread what a person has just undone. And people who closed its
 * pull request meant it.
 *
 * @public
 */
export function nextCandidate(
  facts: EnvironmentFacts,
): ReleaseFacts | undefined {
  // What is never taken here says nothing of how far upstream is.
  const taken = facts.releases.filter(
    release => !whyNotAccepted(facts.policy, release),
  );
  const rank = (id: string | undefined) =>
    taken.findIndex(release => release.id === id);
  return taken.find(
    (release, index) =>
      judgeEligibility(facts, release).status === 'eligible' &&
      !facts.declined.includes(release.id) &&
      facts.upstream
        .filter(({ verified }) => verified.includes(release.id))
        .every(({ deployed }) => {
          const upstreamRank = rank(deployed);
          return upstreamRank === -1 || upstreamRank <= index;
        }),
  );
}
