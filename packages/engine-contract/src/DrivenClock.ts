import type { Clock } from '@backstage-gitops/cluster';

interface Waiter {
  due: number;
  wake: () => void;
}

/** Time goes by as it does, and as far on as a test wishes. */
export class DrivenClock implements Clock {
  readonly #waiters = new Set<Waiter>();
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const waiter: Waiter = {
        due: this.now() + milliseconds,
        wake: () => {
          this.#waiters.delete(waiter);
          resolve();
        },
      };
      this.#waiters.add(waiter);
      setTimeout(waiter.wake, milliseconds).unref();
      if (signal?.aborted) waiter.wake();
      signal?.addEventListener('abort', waiter.wake, { once: true });
    });
  }

  /** How much longer each wait that is going on takes, in milliseconds. */
  get waits(): number[] {
    return [...this.#waiters].map(({ due }) => due - this.now());
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
    for (const { due, wake } of [...this.#waiters]) {
      if (due <= this.now()) wake();
    }
  }
}
