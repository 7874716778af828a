import fc from 'fast-check';
import { areOpen, judgeWindows } from './judgeWindows';
import { parseWindow, type WindowText } from './parseWindow';
import type { Window } from './Window';

function windowOf(written: WindowText): Window {
  const parsed = parseWindow(written);
  if (parsed.status === 'invalid') throw new Error(parsed.reason);
  return parsed.window;
}

/** `open` or `closed`, and when that changes. */
function brief(written: WindowText[], at: string): [string, string?] {
  const state = judgeWindows([written.map(windowOf)], Date.parse(at));
  const change = state.status === 'open' ? state.closesAt : state.opensAt;
  return [
    state.status,
    change === undefined ? undefined : new Date(change).toISOString(),
  ];
}

const berlin = { timezone: 'Europe/Berlin' };
const office: WindowText = { allow: 'Mon-Thu 09:00-16:00', ...berlin };

describe('judgeWindows', () => {
  // 2026-07-06 is a Monday; Berlin is two hours ahead of UTC.
  it.each<[string, WindowText[], string, string, string | undefined]>([
    [
      'before',
      [office],
      '2026-07-06T06:59:59Z',
      'closed',
      '2026-07-06T07:00:00.000Z',
    ],
    [
      'its start is inside',
      [office],
      '2026-07-06T07:00:00Z',
      'open',
      '2026-07-06T14:00:00.000Z',
    ],
    [
      'its end is outside',
      [office],
      '2026-07-06T14:00:00Z',
      'closed',
      '2026-07-07T07:00:00.000Z',
    ],
    [
      'over the week-end',
      [office],
      '2026-07-09T14:00:00Z',
      'closed',
      '2026-07-13T07:00:00.000Z',
    ],
    [
      'over midnight',
      [{ allow: 'Fri 22:00-02:00' }],
      '2026-07-11T01:00:00Z',
      'open',
      '2026-07-11T02:00:00.000Z',
    ],
    [
      'whole days follow each other',
      [{ allow: 'Fri-Mon' }],
      '2026-07-11T01:00:00Z',
      'open',
      '2026-07-14T00:00:00.000Z',
    ],
    [
      'always',
      [{ allow: 'Mon-Sun' }],
      '2026-07-11T01:00:00Z',
      'open',
      undefined,
    ],
    [
      'a denial alone',
      [{ deny: 'Fri' }],
      '2026-07-06T07:00:00Z',
      'open',
      '2026-07-10T00:00:00.000Z',
    ],
    [
      'a denial inside',
      [office, { deny: '12:00-13:00', ...berlin }],
      '2026-07-06T10:30:00Z',
      'closed',
      '2026-07-06T11:00:00.000Z',
    ],
    [
      'a denial that ends too late',
      [office, { deny: 'Mon 12:00-20:00', ...berlin }],
      '2026-07-06T10:30:00Z',
      'closed',
      '2026-07-07T07:00:00.000Z',
    ],
    [
      'two that overlap',
      [{ allow: '09:00-12:00' }, { allow: '11:00-15:00' }],
      '2026-07-06T10:00:00Z',
      'open',
      '2026-07-06T15:00:00.000Z',
    ],
    [
      'cron',
      [{ kind: 'allow', cron: '0 9 * * 1-5', duration: '8h' }],
      '2026-07-06T10:00:00Z',
      'open',
      '2026-07-06T17:00:00.000Z',
    ],
    [
      'starts that overlap',
      [{ kind: 'allow', cron: '* 10 * * *', duration: '2h' }],
      '2026-07-06T11:00:00Z',
      'open',
      '2026-07-06T12:59:00.000Z',
    ],
    [
      'a day no year has',
      [{ kind: 'allow', cron: '0 9 30 2 *', duration: '8h' }],
      '2026-07-06T10:00:00Z',
      'closed',
      undefined,
    ],
    [
      'clocks forward: the wall clock decides',
      [{ allow: '01:00-04:00', ...berlin }],
      '2026-03-29T00:30:00Z',
      'open',
      '2026-03-29T02:00:00.000Z',
    ],
    [
      'clocks back: the wall clock decides',
      [{ allow: '01:00-04:00', ...berlin }],
      '2026-10-24T23:30:00Z',
      'open',
      '2026-10-25T03:00:00.000Z',
    ],
    [
      'clocks forward: a duration is real time',
      [{ kind: 'allow', cron: '0 1 * * *', duration: '3h', ...berlin }],
      '2026-03-29T00:30:00Z',
      'open',
      '2026-03-29T03:00:00.000Z',
    ],
  ])('%s', (_, windows, at, status, change) => {
    expect(brief(windows, at)).toEqual([status, change]);
  });

  it('a floor’s set can only tighten', () => {
    const at = Date.parse('2026-07-06T10:00:00Z');
    const always = [windowOf({ allow: 'Mon-Sun' })];
    const fridays = [windowOf({ allow: 'Fri' })];
    expect(judgeWindows([always, fridays], at).status).toBe('closed');
    expect(judgeWindows([always], at).status).toBe('open');
  });

  it('says exactly when it changes', () => {
    const days = fc.constantFrom('Mon', 'Mon-Thu', 'Fri-Mon', 'Tue,Sat');
    const hour = fc.integer({ min: 0, max: 23 });
    const written = fc
      .tuple(fc.constantFrom('allow', 'deny'), days, hour, hour)
      .map(
        ([kind, on, from, to]): WindowText => ({
          [kind]: `${on} ${from}:00-${to}:30`,
          timezone: 'America/New_York',
        }),
      );
    const start = Date.parse('2026-03-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.array(written, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 30 * 24 * 60 }),
        (list, minutes) => {
          const sets = [list.map(windowOf)];
          const at = start + minutes * 60_000;
          const state = judgeWindows(sets, at);
          const change =
            state.status === 'open' ? state.closesAt : state.opensAt;
          // Half-hour by half-hour nothing else must be found: edges are nowhere else.
          for (let step = 1; step <= 9 * 24 * 2; step += 1) {
            const moment = at + step * 1_800_000;
            if (change !== undefined && moment >= change) break;
            expect(areOpen(sets, moment)).toBe(state.status === 'open');
          }
          const flips =
            change === undefined ||
            areOpen(sets, change - 1) !== areOpen(sets, change);
          expect(flips).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
