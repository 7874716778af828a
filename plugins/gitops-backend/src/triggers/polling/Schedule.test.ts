import fc from 'fast-check';
import { Schedule } from './Schedule';

const PERIOD = 120_000;

const scheduleOf = (repositories: string[], random = 0.5) => {
  const schedule = new Schedule({
    periodOf: () => PERIOD,
    random: () => random,
  });
  schedule.follow(new Set(repositories), 0);
  return schedule;
};

/** When a repository is due, on a clock that began at 0. */
const dueAt = (schedule: Schedule, repository: string): number => {
  let early = 0;
  let late = 10 * 3_600_000;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (schedule.due(middle, Infinity).includes(repository)) late = middle;
    else early = middle;
  }
  return late;
};

describe('Schedule', () => {
  it.each([0.25, 0.5, 0.99])('spreads what is new over a period', random => {
    expect(dueAt(scheduleOf(['a'], random), 'a')).toBe(PERIOD * random);
  });

  it('looks again after a period, about', () => {
    for (const [random, expected] of [
      [0, 0.9],
      [0.5, 1],
      [1, 1.1],
    ]) {
      const schedule = scheduleOf(['a'], random);
      schedule.done('a', 0, 'later');
      expect(dueAt(schedule, 'a') / PERIOD).toBeCloseTo(expected);
    }
  });

  it('looks at each in a period of its own', () => {
    const schedule = new Schedule({
      periodOf: repository => (repository === 'a' ? 1_000 : 60_000),
      random: () => 0.5,
    });
    schedule.follow(new Set(['a', 'b']), 0);
    expect(['a', 'b'].map(one => dueAt(schedule, one))).toEqual([500, 30_000]);
    schedule.done('a', 0, 'later');
    schedule.failed('b', 0);
    expect(['a', 'b'].map(one => dueAt(schedule, one))).toEqual([
      1_000, 60_000,
    ]);
  });

  it('goes on at once with what is not done', () => {
    const schedule = scheduleOf(['a']);
    schedule.done('a', 1_000, 'atOnce');
    expect(schedule.due(1_000, 1)).toEqual(['a']);
  });

  it('waits longer each time that it fails, up to an hour, and forgets it then', () => {
    const schedule = scheduleOf(['a']);
    const waits = Array.from({ length: 7 }, () => {
      schedule.failed('a', 0);
      return dueAt(schedule, 'a') / PERIOD;
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    schedule.done('a', 0, 'later');
    schedule.failed('a', 0);
    expect(dueAt(schedule, 'a')).toBe(PERIOD);
  });

  it('asks no registry before it wants to be asked', () => {
    const schedule = scheduleOf(['a']);
    schedule.failed('a', 0, 1_000_000);
    expect(dueAt(schedule, 'a')).toBe(1_000_000);
  });

  it('keeps the time of what it follows already, and forgets the others', () => {
    const schedule = scheduleOf(['a', 'b']);
    schedule.follow(new Set(['a', 'c']), 30_000);
    expect(['a', 'c'].map(one => dueAt(schedule, one))).toEqual([
      60_000, 90_000,
    ]);
    expect(schedule.due(PERIOD, Infinity)).toEqual(['a', 'c']);
  });

  it('does not come back to what is not followed any more', () => {
    const schedule = scheduleOf(['a']);
    schedule.follow(new Set(), 0);
    schedule.done('a', 0, 'atOnce');
    schedule.failed('a', 0);
    expect(schedule.due(10 * PERIOD, Infinity)).toEqual([]);
  });

  it('starves nobody: what was due first is looked at first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 4 }),
        (numbers, most) => {
          let count = 0;
          const schedule = new Schedule({
            periodOf: () => PERIOD,
            random: () => numbers[count++ % numbers.length],
          });
          const names = numbers.map((_, index) => `r${index}`);
          schedule.follow(new Set(names), 0);
          const looked = new Set<string>();
          // All are overdue: whoever was looked at goes behind the others.
          for (let now = PERIOD; looked.size < names.length; now += 1) {
            const due = schedule.due(now, most);
            expect(due.filter(one => !looked.has(one))).toHaveLength(
              Math.min(most, names.length - looked.size),
            );
            for (const one of due) {
              looked.add(one);
              schedule.done(one, now, 'atOnce');
            }
          }
        },
      ),
    );
  });
});
