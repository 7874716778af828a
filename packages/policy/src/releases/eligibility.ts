import type { EnvironmentFacts, ReleaseFacts } from '../facts';
import { immutableGate, rejectedGate } from '../gates/release';
import { upstreamGate } from '../gates/upstream';
import { isOpen } from '../verdict';

/** May a release go into an environment, and why not. @public */
export type Eligibility =
  | { status: 'deployed'; reason: string }
  | { status: 'eligible'; reason: string }
  | { status: 'excluded'; reason: string };

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
  if (!policy.accepts.includes(release.trigger)) {
    return {
      status: 'excluded',
      reason: `${policy.name} accepts ${policy.accepts.join(
        ', ',
      )}; this release comes from ${release.trigger}.`,
    };
  }
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
  const rank = (id: string | undefined) =>
    facts.releases.findIndex(release => release.id === id);
  return facts.releases.find(
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
