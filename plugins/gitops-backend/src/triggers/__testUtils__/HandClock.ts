import type { Clock } from '../../registries/Clock';

/** A clock that a test moves on by hand; whoever sleeps meanwhile waits for it. */
export class HandClock implements Clock {
  #now = 0;
  #sleepers: Array<{ until: number; wake: () => void }> = [];
  #idle: (() => void) | undefined;

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      if (signal.aborted) reject(signal.reason);
      const until = this.#now + milliseconds;
      this.#sleepers.push({ until, wake: resolve });
      this.#idle?.();
    });
  }

  /** Resolves once somebody sleeps. */
  async asleep(): Promise<void> {
    if (this.#sleepers.length > 0) return;
    await new Promise<void>(resolve => {
      this.#idle = resolve;
    });
    this.#idle = undefined;
  }

  /** Moves on, second by second, each time until the one who works sleeps again. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.asleep();
    while (this.#now < end) {
      this.#now = Math.min(this.#now + 1_000, end);
      const awake = this.#sleepers.filter(({ until }) => until <= this.#now);
      this.#sleepers = this.#sleepers.filter(one => !awake.includes(one));
      for (const { wake } of awake) wake();
      await this.asleep();
    }
  }
}
