import { DateTime } from 'luxon';

/**
 * A moment as sentences name it: `Fri 3 Jul, 14:05 (UTC)`. Sentences never count down: what is told to hosts and written
 * into pull requests would change every minute without anything having happened.
 */
export function momentText(moment: number, zone: string): string {
  return `${DateTime.fromMillis(moment, { zone, locale: 'en-GB' }).toFormat(
    'ccc d LLL, HH:mm',
  )} (${zone})`;
}
