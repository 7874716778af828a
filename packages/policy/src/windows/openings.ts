import { DateTime } from 'luxon';
import { lastCronStart, nextCronStart } from './cron';
import type { Recurrence, Window } from './Window';

/** A run of time, start included and end excluded, in milliseconds since 1970. */
export interface Opening {
  start: number;
  end: number;
}

/** A week and the day that a window may reach into. */
const DAYS_AROUND = 8;

/** Openings that are joined to one; a window that goes on for longer is taken never to close. */
const MAX_JOINED = 2_000;

/** A weekly window that is open for longer than this never closes, in milliseconds. */
export const TWO_WEEKS = 14 * 86_400_000;

type Weekly = Extract<Recurrence, { kind: 'weekly' }>;

function onDay({ from, to }: Weekly, day: DateTime): Opening {
  const clock = (minutes: number) => ({
    hour: Math.floor(minutes / 60) % 24,
    minute: minutes % 60,
  });
  const last = to <= from || to === 1_440 ? day.plus({ days: 1 }) : day;
  return {
    start: day.set(clock(from)).toMillis(),
    end: last.set(clock(to)).toMillis(),
  };
}

function weekly(recurrence: Weekly, timezone: string, at: number): Opening[] {
  const today = DateTime.fromMillis(at, { zone: timezone }).startOf('day');
  const openings: Opening[] = [];
  for (let offset = -DAYS_AROUND; offset <= DAYS_AROUND; offset += 1) {
    const day = today.plus({ days: offset });
    if (recurrence.days.includes(day.weekday)) {
      openings.push(onDay(recurrence, day));
    }
  }
  return openings;
}

/** The last opening that began at or before a moment. */
function lastOpening(window: Window, at: number): Opening | undefined {
  const { recurrence, timezone } = window;
  if (recurrence.kind === 'weekly') {
    return weekly(recurrence, timezone, at)
      .filter(({ start }) => start <= at)
      .pop();
  }
  const start = lastCronStart(recurrence.cron, timezone, at);
  return start === undefined
    ? undefined
    : { start, end: start + recurrence.duration };
}

/** The first opening that begins after a moment. */
function nextOpening(window: Window, at: number): Opening | undefined {
  const { recurrence, timezone } = window;
  if (recurrence.kind === 'weekly') {
    return weekly(recurrence, timezone, at).find(({ start }) => start > at);
  }
  const start = nextCronStart(recurrence.cron, timezone, at);
  return start === undefined
    ? undefined
    : { start, end: start + recurrence.duration };
}

/** Is the window open at a moment? */
export function isWindowOpen(window: Window, at: number): boolean {
  const last = lastOpening(window, at);
  return last !== undefined && at < last.end;
}

/** When the window opens or closes next; undefined where it never does. */
export function nextEdge(window: Window, at: number): number | undefined {
  const last = lastOpening(window, at);
  if (!last || at >= last.end) return nextOpening(window, at)?.start;
  let { end } = last;
  let latest = last.start;
  for (let count = 0; count < MAX_JOINED; count += 1) {
    const next = nextOpening(window, latest);
    if (!next || next.start > end) return end;
    latest = next.start;
    end = Math.max(end, next.end);
    if (window.recurrence.kind === 'weekly' && end - at > TWO_WEEKS) break;
  }
  return undefined;
}
