import fc from 'fast-check';
import {
  advanceSoak,
  isSoaking,
  LONGEST_SILENCE,
  type SoakClock,
  soakedFor,
  type SoakSighting,
} from './soakClock';

const START = Date.parse('2026-03-02T12:00:00Z');
const at = (minutes: number) =>
  new Date(START + minutes * 60_000).toISOString();

/** Sightings by minute, and the minutes gathered when it is `now`. */
function run(sightings: Array<[number, SoakSighting]>, now: number) {
  let clock: SoakClock | undefined;
  for (const [minute, sighting] of sightings) {
    clock = advanceSoak(clock, sighting, at(minute));
  }
  return clock && soakedFor(clock, at(now)) / 60_000;
}

describe('the soak clock', () => {
  it.each<[string, Array<[number, SoakSighting]>, number, number | undefined]>([
    ['starts when it is seen well', [[0, 'well']], 5, 5],
    ['does not start unclear', [[0, 'unclear']], 5, undefined],
    ['does not start broken', [[0, 'broken']], 5, undefined],
    [
      'goes on',
      [
        [0, 'well'],
        [8, 'well'],
        [16, 'well'],
      ],
      20,
      20,
    ],
    [
      'Unknown stops it',
      [
        [0, 'well'],
        [5, 'unclear'],
      ],
      9,
      5,
    ],
    [
      'it goes on from there',
      [
        [0, 'well'],
        [5, 'unclear'],
        [9, 'well'],
      ],
      12,
      8,
    ],
    [
      'Degraded or Drifted resets it',
      [
        [0, 'well'],
        [5, 'broken'],
      ],
      9,
      0,
    ],
    [
      'and it begins anew',
      [
        [0, 'well'],
        [5, 'broken'],
        [6, 'well'],
      ],
      9,
      3,
    ],
    [
      'a newer release ends it',
      [
        [0, 'well'],
        [5, 'replaced'],
      ],
      9,
      5,
    ],
    [
      'nothing is added afterwards',
      [
        [0, 'well'],
        [5, 'replaced'],
        [7, 'unclear'],
      ],
      9,
      5,
    ],
    [
      'nor taken away',
      [
        [0, 'well'],
        [5, 'replaced'],
        [7, 'broken'],
      ],
      9,
      5,
    ],
    [
      'one that comes back begins anew',
      [
        [0, 'well'],
        [5, 'replaced'],
        [8, 'well'],
      ],
      9,
      1,
    ],
    [
      'time in which nobody looked counts up to the longest silence',
      [[0, 'well']],
      60,
      10,
    ],
    [
      'and is not counted afterwards',
      [
        [0, 'well'],
        [60, 'well'],
      ],
      62,
      12,
    ],
  ])('%s', (_, sightings, now, minutes) => {
    expect(run(sightings, now)).toBe(minutes);
  });

  it('never shows more than the time since it was last broken', () => {
    const sighting = fc.constantFrom<SoakSighting>(
      'well',
      'well',
      'unclear',
      'broken',
      'replaced',
    );
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 2 * LONGEST_SILENCE }), sighting),
    );
    fc.assert(
      fc.property(steps, list => {
        let clock: SoakClock | undefined;
        let now = START;
        let broken = START;
        for (const [wait, seen] of list) {
          now += wait;
          clock = advanceSoak(clock, seen, new Date(now).toISOString());
          if (seen === 'broken' && !clock?.ended) broken = now;
          const shown = clock
            ? soakedFor(clock, new Date(now).toISOString())
            : 0;
          expect(shown).toBeGreaterThanOrEqual(0);
          expect(shown).toBeLessThanOrEqual(now - broken);
        }
      }),
    );
  });

  it.each<[string, Array<[number, SoakSighting]>, number, boolean]>([
    ['goes on while it is looked at', [[0, 'well']], 10, true],
    ['stands still when nobody looked for long', [[0, 'well']], 11, false],
    [
      'stands still where it is unclear',
      [
        [0, 'well'],
        [1, 'unclear'],
      ],
      2,
      false,
    ],
  ])('%s', (_, sightings, now, running) => {
    let clock: SoakClock | undefined;
    for (const [minute, sighting] of sightings) {
      clock = advanceSoak(clock, sighting, at(minute));
    }
    expect(clock && isSoaking(clock, at(now))).toBe(running);
  });
});
