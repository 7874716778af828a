import type { CheckFacts, EnvironmentPolicy, PromotionFacts } from '../facts';
import type { Verdict } from '../verdict';

interface Required {
  name: string;
  where: string;
  found?: CheckFacts;
}

function required(
  names: string[],
  where: string,
  found: CheckFacts[] = [],
): Required[] {
  return names.map(name => ({
    name,
    where,
    found: found.find(one => one.name === name),
  }));
}

const list = (checks: Required[]) =>
  checks.map(({ name, where }) => `${name} on ${where}`).join(' and ');

/**
 * The checks that the file names have passed: those on the pull request, and those on the commit that the release was
 * built from.
 *
 * @public
 */
export function checksGate(
  policy: Pick<EnvironmentPolicy, 'checks' | 'promote'>,
  { checks }: Pick<PromotionFacts, 'checks'>,
): Verdict {
  const { pullRequest, source } = policy.checks;
  const all = [
    ...required(pullRequest, 'the pull request', checks?.pullRequest),
    ...required(source, 'the source commit', checks?.source),
  ];
  if (all.length === 0) {
    return { name: 'checks', status: 'passed', reason: 'No check is named.' };
  }
  if (pullRequest.length > 0 && policy.promote === 'commit') {
    return {
      name: 'checks',
      status: 'failed',
      reason:
        'Checks of a pull request are asked for where promotions are commits; name them below checks.source, or promote by pull request.',
    };
  }
  if (source.length > 0 && checks && !checks.source) {
    return {
      name: 'checks',
      status: 'failed',
      reason:
        'The source commit of this release is not known; announce releases with their source.',
    };
  }
  const red = all.filter(({ found }) => found?.state === 'failure');
  if (red.length > 0) {
    const [{ found }] = red;
    return {
      name: 'checks',
      status: 'failed',
      reason: `Failed: ${list(red)}${
        found?.description ? ` (${found.description})` : ''
      }.`,
    };
  }
  const open = all.filter(({ found }) => found?.state !== 'success');
  return open.length > 0
    ? { name: 'checks', status: 'waiting', reason: `Waits for ${list(open)}.` }
    : { name: 'checks', status: 'passed', reason: `Passed: ${list(all)}.` };
}
