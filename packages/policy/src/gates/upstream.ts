import type { EnvironmentFacts, UpstreamFacts } from '../facts';
import type { Verdict } from '../verdict';

/** Was the release ever verified there? */
export function hasVerified(
  { verified }: UpstreamFacts,
  release: string | undefined,
): boolean {
  return release !== undefined && verified.includes(release);
}

/** The environments this one comes after have verified the release. @public */
export function upstreamGate(
  facts: Pick<EnvironmentFacts, 'policy' | 'upstream'>,
  release: string | undefined,
): Verdict {
  const { upstream, policy } = facts;
  const missing = upstream.filter(one => !hasVerified(one, release));
  const passed =
    upstream.length === 0 ||
    (policy.upstream === 'any'
      ? missing.length < upstream.length
      : missing.length === 0);
  const names = (list: typeof upstream) =>
    list.map(({ environment }) => environment).join(', ');
  if (passed) {
    const verified = upstream.filter(one => !missing.includes(one));
    return {
      name: 'upstream',
      status: 'passed',
      reason:
        upstream.length === 0
          ? 'Nothing comes before this environment.'
          : `Verified in ${names(verified)}.`,
    };
  }
  return {
    name: 'upstream',
    status: 'waiting',
    reason: `Not verified in ${names(missing)} yet.`,
  };
}
