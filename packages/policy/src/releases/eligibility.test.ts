import { environment, policy, release } from '../__testUtils__/facts';
import type { EnvironmentFacts, ReleaseFacts } from '../facts';
import { judgeCandidate, judgeEligibility, nextCandidate } from './eligibility';

describe('judgeEligibility', () => {
  const withdrawn = '#12 is closed, not open or merged.';
  const rejected = { by: 'user:default/ann', reason: 'loses orders' };

  it.each<[string, Partial<EnvironmentFacts>, ReleaseFacts, object]>([
    ['a newer release', {}, release('1.1.0'), { status: 'eligible' }],
    [
      'what is deployed',
      {},
      release('1.0.0'),
      { status: 'deployed', reason: 'Deployed in staging.' },
    ],
    [
      'a trigger that is not accepted',
      {},
      release('1.1.0', { triggers: ['pullRequest'] }),
      {
        status: 'excluded',
        reason: 'staging accepts image, gitTag; this comes from pullRequest.',
      },
    ],
    [
      'what was built for a pull request and is a version by now, although that is closed',
      {},
      release('1.1.0', { triggers: ['pullRequest', 'image'], withdrawn }),
      { status: 'eligible' },
    ],
    [
      'what is of a pull request that is closed',
      { policy: policy({ accepts: ['pullRequest'] }) },
      release('1.1.0', { triggers: ['pullRequest', 'image'], withdrawn }),
      { status: 'excluded', reason: withdrawn },
    ],
    [
      'what is of a pull request that is closed, where none is taken',
      {},
      release('1.1.0', { triggers: ['pullRequest'], withdrawn }),
      {
        status: 'excluded',
        reason: 'staging accepts image, gitTag; this comes from pullRequest.',
      },
    ],
    [
      'a rejected release',
      {},
      release('1.1.0', { rejected }),
      { status: 'excluded', reason: expect.stringContaining('loses orders') },
    ],
    [
      'a mutable release in a protected environment',
      { policy: policy({ protected: true }) },
      release('1.1.0', { mutable: true }),
      {
        status: 'excluded',
        reason: expect.stringContaining('without a digest'),
      },
    ],
    [
      'not verified upstream',
      { upstream: [{ environment: 'dev', verified: [] }] },
      release('1.1.0'),
      { status: 'excluded', reason: 'Not verified in dev yet.' },
    ],
    [
      'an older release',
      {},
      release('0.9.0'),
      {
        status: 'excluded',
        reason:
          'Not newer than 1.0.0; going back is a rollback, which also holds automation.',
      },
    ],
  ])('%s', (_, changes, candidate, expected) => {
    expect(judgeEligibility(environment(changes), candidate)).toMatchObject(
      expected,
    );
  });
});

describe('judgeCandidate', () => {
  const reason = 'Waits for its image.';

  it('says what keeps it from becoming a release', () => {
    expect(judgeCandidate(policy(), { trigger: 'gitTag', reason })).toEqual({
      status: 'excluded',
      reason,
    });
  });

  it('says first that it would not be taken', () => {
    expect(
      judgeCandidate(policy(), { trigger: 'pullRequest', reason }),
    ).toEqual({
      status: 'excluded',
      reason: 'staging accepts image, gitTag; this comes from pullRequest.',
    });
  });
});

describe('nextCandidate', () => {
  const verified = ['1.2.0', '1.1.0', '1.0.0'];

  it.each<[string, Partial<EnvironmentFacts>, string | undefined]>([
    ['the newest', {}, '1.2.0'],
    ['not what people declined', { declined: ['1.2.0'] }, '1.1.0'],
    [
      'nothing where all were declined',
      { declined: ['1.2.0', '1.1.0'] },
      undefined,
    ],
    [
      'not what its upstream has not verified',
      {
        upstream: [
          { environment: 'dev', verified: ['1.1.0'], deployed: '1.2.0' },
        ],
      },
      '1.1.0',
    ],
    [
      'not what was taken back upstream, although it stays verified',
      { upstream: [{ environment: 'dev', verified, deployed: '1.1.0' }] },
      '1.1.0',
    ],
    [
      'nothing where its upstream went back to what is deployed here',
      { upstream: [{ environment: 'dev', verified, deployed: '1.0.0' }] },
      undefined,
    ],
    [
      'the verified, where nobody knows what its upstream runs',
      { upstream: [{ environment: 'dev', verified }] },
      '1.2.0',
    ],
    [
      'any: one upstream that never had it does not keep it back',
      {
        policy: policy({ upstream: 'any' }),
        upstream: [
          { environment: 'dev', verified, deployed: '1.2.0' },
          { environment: 'qa', verified: ['1.0.0'], deployed: '1.0.0' },
        ],
      },
      '1.2.0',
    ],
    [
      'the verified, where its upstream runs what is not taken here',
      {
        releases: [
          release('1.2.0'),
          release('1.1.0', { triggers: ['pullRequest'] }),
        ],
        upstream: [{ environment: 'dev', verified, deployed: '1.1.0' }],
      },
      '1.2.0',
    ],
    [
      'only what it accepts',
      { policy: policy({ accepts: ['gitTag'] }) },
      undefined,
    ],
    ['nothing where there is no release', { releases: [] }, undefined],
  ])('%s', (_, changes, id) => {
    expect(nextCandidate(environment(changes))?.id).toBe(id);
  });
});
