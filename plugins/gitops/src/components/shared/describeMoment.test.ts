import { DateTime } from 'luxon';
import { describeMoment } from './describeMoment';

const inBerlin = (iso: string) =>
  DateTime.fromISO(iso, { zone: 'Europe/Berlin', locale: 'en-GB' });
// A Thursday.
const NOW = '2026-11-26T14:20:00Z';

describe('describeMoment', () => {
  it.each([
    ['2026-11-26T15:00:00Z', '16:00 (in 40 minutes)'],
    ['2026-11-26T23:30:00Z', 'Fri 00:30 (in 9 hours)'],
    ['2026-11-30T08:00:00Z', 'Mon 09:00 (in 3 days)'],
    ['2026-12-02T08:00:00Z', 'Wed 09:00 (in 5 days)'],
    ['2026-12-03T08:00:00Z', '3 Dec 2026, 09:00 (in 6 days)'],
    ['2026-11-25T08:00:00Z', '25 Nov 2026, 09:00 (1 day ago)'],
  ])('says %s on the clock of the reader', (at, expected) => {
    expect(describeMoment(inBerlin(at), inBerlin(NOW))).toBe(expected);
  });

  it('counts days of the calendar across a change of the clocks', () => {
    // Berlin leaves summer time on 25 October; the day has 25 hours.
    expect(
      describeMoment(
        inBerlin('2026-10-31T08:00:00Z'),
        inBerlin('2026-10-25T00:30:00+02:00'),
      ),
    ).toBe('Sat 09:00 (in 6 days)');
  });
});
