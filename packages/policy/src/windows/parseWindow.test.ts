import { parseWindow, type WindowText } from './parseWindow';

describe('parseWindow', () => {
  it.each<[WindowText, object]>([
    [
      { allow: 'Mon-Thu 09:00-16:00' },
      { kind: 'weekly', days: [1, 2, 3, 4], from: 540, to: 960 },
    ],
    [
      { allow: 'mon, WED 9:00-12:30' },
      { kind: 'weekly', days: [1, 3], from: 540, to: 750 },
    ],
    [
      { deny: 'Fri-Mon' },
      { kind: 'weekly', days: [1, 5, 6, 7], from: 0, to: 1440 },
    ],
    [
      { allow: '22:00-24:00' },
      { kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7], from: 1320, to: 1440 },
    ],
    [
      { kind: 'deny', days: 'Fri', hours: '12:00-13:00' },
      { kind: 'weekly', days: [5], from: 720, to: 780 },
    ],
    [
      { kind: 'allow', cron: '0 9 * JAN-MAR MON', duration: '1h30m' },
      { kind: 'cron', duration: 5_400_000 },
    ],
    [{ kind: 'allow', cron: '@daily', duration: '1h' }, { kind: 'cron' }],
  ])('reads %j', (written, recurrence) => {
    expect(parseWindow(written)).toMatchObject({
      status: 'parsed',
      window: { recurrence },
    });
  });

  it.each<[WindowText, RegExp]>([
    [{ allow: 'Someday' }, /no list of days/],
    [{ allow: 'Mon 9-16' }, /no hours/],
    [{ allow: 'Mon 09:00-25:00' }, /no hours/],
    [{ allow: '' }, /no window|say/],
    [{ allow: 'Mon', timezone: 'Middle/Earth' }, /no time zone/],
    [{ kind: 'allow' }, /say when/],
    [{ days: 'Mon' }, /say allow, deny, or kind/],
    [
      { kind: 'allow', cron: '0 9 * * 7', duration: '1h' },
      /day of week .*Sunday is 0/,
    ],
    [{ kind: 'allow', cron: '0 9 * *', duration: '1h' }, /4 fields/],
    [{ kind: 'allow', cron: '60 9 * * *', duration: '1h' }, /minute/],
    [{ kind: 'allow', cron: '*/0 9 * * *', duration: '1h' }, /minute/],
    [{ kind: 'allow', cron: '0 9 * * 5-1', duration: '1h' }, /day of week/],
    [{ kind: 'allow', cron: '0 9 L * *', duration: '1h' }, /day of month/],
    [{ kind: 'allow', cron: '0 9 * * *' }, /needs a duration/],
    [
      { kind: 'allow', cron: '0 9 * * *', duration: '1h', days: 'Mon' },
      /do not go with cron/,
    ],
  ])('refuses %j', (written, reason) => {
    expect(parseWindow(written)).toEqual({
      status: 'invalid',
      reason: expect.stringMatching(reason),
    });
  });
});
