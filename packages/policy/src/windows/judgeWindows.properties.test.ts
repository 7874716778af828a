import fc from 'fast-check';
import { judgeWindows } from './judgeWindows';
import { TWO_WEEKS } from './openings';
import type { Recurrence, Window } from './Window';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A zone, and a moment of 2026 at which its clocks are changed, or not. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  // By half an hour.
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z'],
] as const;

type Weekly = Extract<Recurrence, { kind: 'weekly' }>;

/** What the clock on the wall shows, minute by minute, from a week before a change until three weeks after it. */
class Wall {
  readonly begin: number;
  readonly #minutes: Array<{ weekday: number; minute: number }> = [];

  constructor(timezone: string, change: string) {
    this.begin = Date.parse(change) - 7 * DAY;
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    for (let count = 0; count < 28 * 1_440; count += 1) {
      const [, day, hour, minute] =
        /^(\w+),? (\d+):(\d+)$/.exec(
          format.format(this.begin + count * MINUTE),
        ) ?? [];
      this.#minutes.push({
        weekday: weekdays.indexOf(day) + 1,
        minute: Number(hour) * 60 + Number(minute),
      });
    }
  }

  #shows({ days, from, to }: Weekly, count: number): boolean {
    const { weekday, minute } = this.#minutes[count];
    const yesterday = weekday === 1 ? 7 : weekday - 1;
    if (to > from)
      return days.includes(weekday) && minute >= from && minute < to;
    return (
      (days.includes(weekday) && minute >= from) ||
      (days.includes(yesterday) && minute < to)
    );
  }

  isOpen(windows: Window[], count: number): boolean {
    const now = windows.filter(({ recurrence }) =>
      this.#shows(recurrence as Weekly, count),
    );
    return (
      now.every(({ kind }) => kind === 'allow') &&
      (now.length > 0 || windows.every(({ kind }) => kind === 'deny'))
    );
  }
}

const walls = CHANGES.map(([timezone, change]) => ({
  timezone,
  wall: new Wall(timezone, change),
}));

/** A minute of the day that every day has once: clocks are changed between one and four. */
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 59 }),
  fc.integer({ min: 240, max: 1_439 }),
);

const weekly = fc.record({
  kind: fc.constant('weekly' as const),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: minuteOfDay,
  to: fc.oneof(minuteOfDay, fc.constant(1_440)),
});

describe('windows over changes of the clocks', () => {
  it('say what the clock on the wall says, now and next', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...walls),
        fc.array(
          fc.record({
            kind: fc.constantFrom('allow' as const, 'deny' as const),
            recurrence: weekly,
          }),
          { minLength: 1, maxLength: 4 },
        ),
        fc.integer({ min: 0, max: 13 * 1_440 }),
        ({ timezone, wall }, written, count) => {
          const windows = written.map(one => ({
            ...one,
            timezone,
            exempt: [],
            text: '',
          }));
          const at = wall.begin + count * MINUTE;
          const open = wall.isOpen(windows, count);
          let next = count + 1;
          while (
            next - count <= TWO_WEEKS / MINUTE &&
            wall.isOpen(windows, next) === open
          ) {
            next += 1;
          }
          const change =
            next - count <= TWO_WEEKS / MINUTE
              ? wall.begin + next * MINUTE
              : undefined;
          const state = judgeWindows([windows], at);
          expect({
            open: state.status === 'open',
            change: state.status === 'open' ? state.closesAt : state.opensAt,
          }).toEqual({ open, change });
        },
      ),
      { numRuns: 200 },
    );
  });
});
