import { policy } from '../__testUtils__/facts';
import type { UpstreamFacts } from '../facts';
import { upstreamGate } from './upstream';

const dev: UpstreamFacts = { environment: 'dev', verified: ['1.1.0'] };
const qa: UpstreamFacts = { environment: 'qa', verified: [] };

describe('upstreamGate', () => {
  it.each<[string, 'all' | 'any', UpstreamFacts[], string | undefined, object]>(
    [
      [
        'nothing before',
        'all',
        [],
        '1.1.0',
        { status: 'passed', reason: 'Nothing comes before this environment.' },
      ],
      [
        'all, one missing',
        'all',
        [dev, qa],
        '1.1.0',
        { status: 'waiting', reason: 'Not verified in qa yet.' },
      ],
      [
        'any, one missing',
        'any',
        [dev, qa],
        '1.1.0',
        { status: 'passed', reason: 'Verified in dev.' },
      ],
      [
        'any, all missing',
        'any',
        [dev, qa],
        '1.2.0',
        { status: 'waiting', reason: 'Not verified in dev, qa yet.' },
      ],
      [
        'verification is sticky, whatever runs there now',
        'all',
        [{ ...dev, deployed: '1.2.0' }],
        '1.1.0',
        { status: 'passed', reason: 'Verified in dev.' },
      ],
      [
        'no known release',
        'any',
        [dev],
        undefined,
        { status: 'waiting', reason: 'Not verified in dev yet.' },
      ],
    ],
  )('%s', (_, mode, upstream, release, verdict) => {
    expect(
      upstreamGate({ policy: policy({ upstream: mode }), upstream }, release),
    ).toEqual({ name: 'upstream', ...verdict });
  });
});
