import { IANAZone } from 'luxon';
import { parseDuration } from '../duration';
import { cronFault } from './cron';
import type { Recurrence, Window } from './Window';

/** A window as a pipeline file or a floor writes it. @public */
export interface WindowText {
  kind?: 'allow' | 'deny';
  /** Such as `Mon-Thu 09:00-16:00`. */
  allow?: string;
  deny?: string;
  days?: string;
  hours?: string;
  cron?: string;
  duration?: string;
  timezone?: string;
  exempt?: string[];
}

/** @public */
export type ParsedWindow =
  | { status: 'parsed'; window: Window }
  | { status: 'invalid'; reason: string };

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEK = [1, 2, 3, 4, 5, 6, 7];

function parseDays(text: string): number[] | undefined {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first, last = first] = part
      .split('-')
      .map(day => DAYS.indexOf(day.trim().toLocaleLowerCase('en-US')));
    if (first < 0 || last < 0 || part.split('-').length > 2) return undefined;
    // `Fri-Mon` goes on over the end of the week.
    const count = ((last - first + 7) % 7) + 1;
    for (let step = 0; step < count; step += 1) {
      days.add(((first + step) % 7) + 1);
    }
  }
  return [...days].sort((one, other) => one - other);
}

function parseHours(text: string): { from: number; to: number } | undefined {
  const match = /^(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)$/.exec(text.trim());
  if (!match) return undefined;
  const [hour, minute, lastHour, lastMinute] = match.slice(1).map(Number);
  const [from, to] = [hour * 60 + minute, lastHour * 60 + lastMinute];
  return minute < 60 && lastMinute < 60 && from < 1_440 && to <= 1_440
    ? { from, to }
    : undefined;
}

function parseWeekly(
  days: string | undefined,
  hours: string | undefined,
): Recurrence | string {
  const onDays = days === undefined ? WEEK : parseDays(days);
  if (!onDays) {
    return `"${days}" is no list of days; write Mon-Thu, or Mon,Wed,Fri`;
  }
  const within =
    hours === undefined ? { from: 0, to: 1_440 } : parseHours(hours);
  return within
    ? { kind: 'weekly', days: onDays, ...within }
    : `"${hours}" are no hours; write 09:00-16:00`;
}

function parseText(text: string): Recurrence | string {
  const [, days, hours] =
    /^([a-z][a-z,\s-]*?)?\s*(\d.*)?$/i.exec(text.trim()) ?? [];
  return days === undefined && hours === undefined
    ? `"${text}" is no window; write Mon-Thu 09:00-16:00, Fri, or 09:00-16:00`
    : parseWeekly(days, hours);
}

function parseCron(
  cron: string,
  text: string | undefined,
): Recurrence | string {
  const fault = cronFault(cron);
  if (fault) return fault;
  const duration = text === undefined ? undefined : parseDuration(text);
  return duration
    ? { kind: 'cron', cron, duration }
    : 'a cron window needs a duration such as 2h';
}

function shortKind({ allow, deny }: WindowText): Window['kind'] | undefined {
  if (allow !== undefined) return 'allow';
  return deny === undefined ? undefined : 'deny';
}

function parseRecurrence(written: WindowText): Recurrence | string {
  const { allow, deny, days, hours, cron, duration } = written;
  const short = allow ?? deny;
  if (short !== undefined) return parseText(short);
  return cron === undefined
    ? parseWeekly(days, hours)
    : parseCron(cron, duration);
}

/**
 * Reads a window: `{ allow: 'Mon-Thu 09:00-16:00', timezone: Europe/Berlin }`, or `kind` with `days` and `hours`, or with
 * `cron` and `duration`. Without a time zone it is UTC.
 *
 * @public
 */
export function parseWindow(written: WindowText): ParsedWindow {
  const { allow, deny, days, hours, cron, duration } = written;
  const { timezone = 'UTC', exempt = [] } = written;
  const short = allow ?? deny;
  const kind = shortKind(written) ?? written.kind;
  if (!kind) {
    return { status: 'invalid', reason: 'say allow, deny, or kind' };
  }
  if (!IANAZone.isValidZone(timezone)) {
    return {
      status: 'invalid',
      reason: `"${timezone}" is no time zone; write a name such as Europe/Berlin`,
    };
  }
  if (cron !== undefined && (days ?? hours) !== undefined) {
    return {
      status: 'invalid',
      reason: 'days and hours do not go with cron; write one or the other',
    };
  }
  if (short === undefined && (cron ?? days ?? hours) === undefined) {
    return { status: 'invalid', reason: 'say when: days, hours or cron' };
  }
  const recurrence = parseRecurrence(written);
  if (typeof recurrence === 'string') {
    return { status: 'invalid', reason: recurrence };
  }
  const text =
    short ??
    (cron === undefined
      ? [days, hours].filter(Boolean).join(' ')
      : `${cron} for ${duration}`);
  return {
    status: 'parsed',
    window: { kind, recurrence, timezone, exempt, text },
  };
}
