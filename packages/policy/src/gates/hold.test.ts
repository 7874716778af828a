import { NOW } from '../__testUtils__/facts';
import { holdGate, isHeld } from './hold';

const forever = { by: 'user:default/ann', reason: 'incident 7' };
const later = { ...forever, expiresAt: '2026-03-02T12:00:01Z' };
const over = { ...forever, expiresAt: '2026-03-02T12:00:00Z' };
// The same moment as `later`, written in another zone: as text it would sort before NOW.
const elsewhere = { ...forever, expiresAt: '2026-03-02T07:00:01-05:00' };

describe('isHeld', () => {
  it.each([
    ['no hold', undefined, false],
    ['no expiry', forever, true],
    ['expires later', later, true],
    ['expires at this moment', over, false],
    ['expires later, in another zone', elsewhere, true],
  ])('%s', (_, hold, held) => {
    expect(isHeld(hold, NOW)).toBe(held);
  });
});

describe('holdGate', () => {
  it.each([
    ['not held', undefined, 'automatic', { status: 'passed' }],
    ['expired', over, 'automatic', { status: 'passed' }],
    [
      'held until resumed',
      forever,
      'automatic',
      {
        status: 'needsSomeone',
        reason: 'Held by ann: incident 7',
        who: ['user:default/ann'],
      },
    ],
    [
      'held for a time',
      later,
      'automatic',
      { status: 'waiting', until: '2026-03-02T12:00:01Z' },
    ],
    [
      'people are not stopped',
      forever,
      'requested',
      {
        status: 'passed',
        reason: 'Held for automation; a person asked for this.',
      },
    ],
  ] as const)('%s', (_, hold, origin, verdict) => {
    expect(holdGate(hold, origin, NOW)).toMatchObject({
      name: 'hold',
      ...verdict,
    });
  });
});
