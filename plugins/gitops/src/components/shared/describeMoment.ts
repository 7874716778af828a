import { DateTime } from 'luxon';

const A_WEEK_IN_DAYS = 6;

/** A moment on the clock of whoever reads it, as short as it is clear, with how far away it is: `Mon 09:00 (in 3 days)`. */
export function describeMoment(moment: DateTime, now: DateTime): string {
  const relative = moment.toRelative({ base: now });
  const clock = moment.toLocaleString(formatFor(moment, now));
  return relative ? `${clock} (${relative})` : clock;
}

function formatFor(moment: DateTime, now: DateTime) {
  if (moment.hasSame(now, 'day')) {
    return DateTime.TIME_SIMPLE;
  }
  const { days } = moment
    .startOf('day')
    .diff(now.startOf('day'), 'days')
    .toObject();
  // A weekday further away, or past, would name another week.
  return days !== undefined && days > 0 && days <= A_WEEK_IN_DAYS
    ? ({ weekday: 'short', hour: 'numeric', minute: '2-digit' } as const)
    : DateTime.DATETIME_MED;
}
