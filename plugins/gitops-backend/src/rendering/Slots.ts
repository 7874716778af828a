/** Lets so many at a time do their work; others wait in the order they came. */
export class Slots {
  #free: number;
  readonly #waiting: Array<() => void> = [];

  constructor(count: number) {
    this.#free = count;
  }

  async run<T>(
    work: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    await this.#take(signal);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  async #take(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const entered = new AbortController();
    try {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        const leave = () => {
          const place = this.#waiting.indexOf(resolve);
          // It was let in just now: the work itself will see the signal.
          if (place === -1) return;
          this.#waiting.splice(place, 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { signal: entered.signal });
      });
    } finally {
      entered.abort();
    }
  }
}
