import { CronExpressionParser } from 'cron-parser';

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

interface Field {
  name: string;
  least: number;
  most: number;
  names: string[];
}

/** The five fields of a crontab line; Sunday is 0, and nothing else. */
const FIELDS: Field[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day of month', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of week', least: 0, most: 6, names: DAYS },
];

const DESCRIPTORS: Partial<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

function numberOf(text: string, { least, names }: Field): number {
  const index = names.indexOf(text.toLocaleUpperCase('en-US'));
  if (index >= 0) return index + least;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every(part => {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    if (step !== undefined && Number(step) === 0) return false;
    if (range === '*' || range === '?') return true;
    const bounds = range.split('-').map(bound => numberOf(bound, field));
    const [first, last = first] = bounds;
    return (
      bounds.length <= 2 &&
      first >= field.least &&
      last <= field.most &&
      first <= last
    );
  });
}

/** What is wrong with a cron expression; undefined where nothing is. */
export function cronFault(text: string): string | undefined {
  const fields = (DESCRIPTORS[text.trim()] ?? text).trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return `"${text}" has ${fields.length} fields; write five: minute, hour, day of month, month, day of week`;
  }
  const wrong = FIELDS.find((field, index) => !isField(fields[index], field));
  return wrong
    ? `the ${wrong.name} of "${text}" is not within ${wrong.least} to ${
        wrong.most
      }${wrong.name === 'day of week' ? ' (Sunday is 0)' : ''}`
    : undefined;
}

function parse(cron: string, timezone: string, at: number) {
  return CronExpressionParser.parse(
    // What `?` says, `*` says too.
    (DESCRIPTORS[cron.trim()] ?? cron).replaceAll('?', '*'),
    { currentDate: new Date(at), tz: timezone },
  );
}

/** The last start at or before a moment, in milliseconds since 1970. */
export function lastCronStart(
  cron: string,
  timezone: string,
  at: number,
): number | undefined {
  try {
    return parse(cron, timezone, at + 1)
      .prev()
      .getTime();
  } catch {
    // A day that no year has, such as 30 February.
    return undefined;
  }
}

/** The first start after a moment. */
export function nextCronStart(
  cron: string,
  timezone: string,
  at: number,
): number | undefined {
  try {
    return parse(cron, timezone, at).next().getTime();
  } catch {
    return undefined;
  }
}
