import { DateTime } from 'luxon';

/** A moment as people say it, such as "3 hours ago"; the exact time in the title. */
export function RelativeTime({ at }: { at: string }) {
  const moment = DateTime.fromISO(at);
  return (
    <time
      dateTime={at}
      title={moment.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {moment.toRelative() ?? at}
    </time>
  );
}
