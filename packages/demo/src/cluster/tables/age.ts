const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const two = (
  milliseconds: number,
  big: number,
  bigUnit: string,
  small: number,
  smallUnit: string,
) => {
  const rest = Math.floor((milliseconds % big) / small);
  const head = `${Math.floor(milliseconds / big)}${bigUnit}`;
  return rest === 0 ? head : `${head}${rest}${smallUnit}`;
};

/**
 * A duration as kubectl shows it: two digits of what matters
 * (k8s.io/apimachinery/pkg/util/duration, HumanDuration).
 */
export function humanDuration(milliseconds: number): string {
  if (milliseconds < 0) return '0s';
  if (milliseconds < 2 * MINUTE) return `${Math.floor(milliseconds / SECOND)}s`;
  if (milliseconds < 10 * MINUTE) {
    return two(milliseconds, MINUTE, 'm', SECOND, 's');
  }
  if (milliseconds < 3 * HOUR) return `${Math.floor(milliseconds / MINUTE)}m`;
  if (milliseconds < 8 * HOUR) return two(milliseconds, HOUR, 'h', MINUTE, 'm');
  if (milliseconds < 2 * DAY) return `${Math.floor(milliseconds / HOUR)}h`;
  if (milliseconds < 8 * DAY) return two(milliseconds, DAY, 'd', HOUR, 'h');
  if (milliseconds < 2 * YEAR) return `${Math.floor(milliseconds / DAY)}d`;
  if (milliseconds < 8 * YEAR) return two(milliseconds, YEAR, 'y', DAY, 'd');
  return `${Math.floor(milliseconds / YEAR)}y`;
}

/** How long ago a timestamp of the API is, or `<unknown>`. */
export function ageOf(timestamp: string | undefined, now: Date): string {
  const then = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isNaN(then) ? '<unknown>' : humanDuration(now.getTime() - then);
}
