import { setTimeout as pause } from 'node:timers/promises';

/** How long a host may take to do what it does by itself, and how often it is asked, in milliseconds. */
const LONGEST = 20_000;
const AGAIN = 20;

/** Waits until there is something. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + LONGEST;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('It did not come');
    await pause(AGAIN);
  }
}
