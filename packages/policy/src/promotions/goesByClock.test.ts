import type { EnvironmentFacts, SoakFacts } from '../facts';
import { environment, NOW, policy, promotion } from '../__testUtils__/facts';
import { parseWindow } from '../windows/parseWindow';
import { goesByClock } from './goesByClock';

function office() {
  const parsed = parseWindow({ allow: 'Mon-Thu 09:00-16:00' });
  if (parsed.status !== 'parsed') throw new Error(JSON.stringify(parsed));
  return parsed.window;
}

const soaking = (
  milliseconds: number,
  status: SoakFacts['status'] = 'running',
): Partial<EnvironmentFacts> => ({
  policy: policy({ soak: 1_000 }),
  upstream: [
    {
      environment: 'dev',
      verified: ['1.1.0'],
      soaked: [{ release: '1.1.0', milliseconds, status }],
    },
  ],
});

const hold = { by: 'user:default/ravi', reason: 'Looking' };
const current = promotion();
const windows = policy({ windows: [[office()]] });
const http = policy({ http: [{ name: 'change', url: 'https://a.example' }] });

describe('goesByClock', () => {
  it.each<[string, Partial<EnvironmentFacts>, boolean]>([
    ['nothing is under way', {}, false],
    ['a promotion waits for people', { current }, false],
    [
      'a window opens or closes for a promotion',
      { policy: windows, current },
      true,
    ],
    ['a window opens or closes for nobody', { policy: windows }, false],
    ['an endpoint is asked again', { policy: http, current }, true],
    ['a hold stays', { hold }, false],
    ['a hold ends by itself', { hold: { ...hold, expiresAt: NOW } }, true],
    ['a release soaks', soaking(999), true],
    ['a release has soaked', soaking(1_000), false],
    ['a soak clock stands still', soaking(1, 'stopped'), false],
  ])('%s', (_, changes, expected) => {
    expect(goesByClock(environment(changes))).toBe(expected);
  });
});
