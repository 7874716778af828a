import { DateTime } from 'luxon';
import { describeMoment } from './describeMoment';

/** When something happens, on the reader's clock and from now; in full in the title. */
export function Moment({ at }: { at: string }) {
  const moment = DateTime.fromISO(at);
  return (
    <time
      dateTime={at}
      title={moment.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {describeMoment(moment, DateTime.now())}
    </time>
  );
}
