import { setTimeout as sleep } from 'node:timers/promises';

/** The time, and waiting for it to pass. */
export interface Clock {
  /** In milliseconds since 1970. */
  now(): number;
  /** Rejects when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal, ref: false });
  },
};
