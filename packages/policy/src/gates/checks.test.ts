import type { CheckFacts, EnvironmentPolicy, PromotionFacts } from '../facts';
import { checksGate } from './checks';

const check = (
  name: string,
  state: CheckFacts['state'],
  description?: string,
): CheckFacts => ({ name, state, description });
const both = { pullRequest: ['ci/lint'], source: ['ci/test'] };
const none = { pullRequest: [], source: [] };

describe('checksGate', () => {
  it.each<
    [
      string,
      EnvironmentPolicy['checks'],
      PromotionFacts['checks'],
      'passed' | 'waiting' | 'failed',
      string,
    ]
  >([
    ['none is named', none, undefined, 'passed', 'No check is named.'],
    [
      'not looked at yet',
      both,
      undefined,
      'waiting',
      'Waits for ci/lint on the pull request and ci/test on the source commit.',
    ],
    [
      'one reported nothing',
      both,
      { pullRequest: [check('ci/lint', 'success')], source: [] },
      'waiting',
      'Waits for ci/test on the source commit.',
    ],
    [
      'one runs',
      both,
      {
        pullRequest: [check('ci/lint', 'pending')],
        source: [check('ci/test', 'success')],
      },
      'waiting',
      'Waits for ci/lint on the pull request.',
    ],
    [
      'one failed: what still runs does not matter',
      both,
      {
        pullRequest: [check('ci/lint', 'pending')],
        source: [check('ci/test', 'failure', '3 of 200 failed')],
      },
      'failed',
      'Failed: ci/test on the source commit (3 of 200 failed).',
    ],
    [
      'the same name elsewhere is another check',
      both,
      {
        pullRequest: [check('ci/lint', 'success'), check('ci/test', 'success')],
        source: [check('ci/lint', 'success')],
      },
      'waiting',
      'Waits for ci/test on the source commit.',
    ],
    [
      'others do not matter',
      both,
      {
        pullRequest: [check('ci/lint', 'success'), check('x', 'failure')],
        source: [check('ci/test', 'success')],
      },
      'passed',
      'Passed: ci/lint on the pull request and ci/test on the source commit.',
    ],
    [
      'no source commit',
      both,
      { pullRequest: [check('ci/lint', 'success')] },
      'failed',
      'The source commit of this release is not known; announce releases with their source.',
    ],
  ])('%s', (_, checks, found, status, reason) => {
    expect(
      checksGate({ checks, promote: 'pullRequest' }, { checks: found }),
    ).toEqual({ name: 'checks', status, reason });
  });

  it('a commit has no pull request to check', () => {
    expect(
      checksGate(
        { checks: both, promote: 'commit' },
        { checks: { pullRequest: [], source: [] } },
      ),
    ).toMatchObject({ status: 'failed' });
  });
});
