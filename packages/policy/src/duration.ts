const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;

/**
 * Reads `30m`, `2h` or `1d12h`: whole numbers of days, hours, minutes and seconds, largest unit first.
 *
 * @returns milliseconds, or undefined where it is no duration.
 *
 * @public
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return (
    Number(days) * UNITS.d +
    Number(hours) * UNITS.h +
    Number(minutes) * UNITS.m +
    Number(seconds) * UNITS.s
  );
}

/** Milliseconds for people, rounded up to minutes: `1 min`, `2 h 5 min`, `1 d 3 h`. @public */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / UNITS.m);
  const parts: Array<[number, string]> = [
    [Math.floor(minutes / 1_440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ];
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 min';
}
