import type { ExchangeOutcome } from '../network/exchange';
import { nextWait, troubleIn } from './retries';

const NOW = Date.parse('2026-03-02T08:00:00Z');

const answered = (code: number, wait?: string): ExchangeOutcome => ({
  status: 'answered',
  code,
  headers: wait === undefined ? {} : { 'retry-after': wait },
  body: Buffer.alloc(0),
});

const unanswered = (
  fault: 'address' | 'connection' | 'size',
): ExchangeOutcome => ({ status: 'unanswered', fault, reason: 'No.' });

describe('troubleIn', () => {
  it.each<[string, ExchangeOutcome, object]>([
    [
      'too many requests, with a wait in seconds',
      answered(429, '7'),
      { reason: 'It is asked too often (429).', wait: 7_000 },
    ],
    [
      'a wait until a date',
      answered(503, 'Mon, 02 Mar 2026 08:00:30 GMT'),
      { reason: 'It answered 503.', wait: 30_000 },
    ],
    [
      'a wait of years: an hour',
      answered(429, '999999999'),
      { wait: 3_600_000 },
    ],
    [
      'a date that is over',
      answered(503, 'Mon, 02 Mar 2026 07:00:00 GMT'),
      { wait: undefined },
    ],
    ['a wait that is none', answered(503, 'soon'), { wait: undefined }],
    ['a failure inside', answered(500), { reason: 'It answered 500.' }],
    ['a time-out there', answered(408), { reason: 'It answered 408.' }],
    ['no connection', unanswered('connection'), { reason: 'No.' }],
  ])('%s', (_, outcome, trouble) => {
    expect(troubleIn(outcome, NOW)).toMatchObject(trouble);
  });

  it.each<[string, ExchangeOutcome]>([
    ['an answer', answered(200)],
    ['what is not there', answered(404)],
    ['what is not allowed', answered(401)],
    ['an address that is not called', unanswered('address')],
    ['an answer that is too large', unanswered('size')],
  ])('%s is no trouble that passes', (_, outcome) => {
    expect(troubleIn(outcome, NOW)).toBeUndefined();
  });
});

describe('nextWait', () => {
  it.each<[string, number, number | undefined, number, number | undefined]>([
    // tries, asked to wait, random, wait
    ['a second at first', 1, undefined, 0, 1_000],
    ['twice as long then', 2, undefined, 0, 2_000],
    ['up to half as much by chance', 2, undefined, 1, 3_000],
    ['as long as it is asked to', 1, 7_000, 0, 7_000],
    ['no shorter than it would anyway', 2, 500, 0, 2_000],
    ['not at all where that is too long', 1, 20_001, 0, undefined],
    ['not for ever', 3, undefined, 0, undefined],
  ])('%s', (_, tries, wait, random, expected) => {
    expect(
      nextWait(tries, { reason: '', wait }, { random, patience: 20_000 }),
    ).toBe(expected);
  });
});
