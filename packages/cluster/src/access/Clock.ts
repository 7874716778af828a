import { setTimeout as sleep } from 'node:timers/promises';

/** The time, and waiting for it to pass: tests have one that they drive. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early, and without an error, where the signal says so. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (milliseconds, signal) =>
    sleep(milliseconds, undefined, { signal, ref: false }).catch(() => {}),
};
