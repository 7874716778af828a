/**
 * Work that many ask for at once. One run goes on at a time; whoever asks meanwhile shares the next one, with its failure. A
 * run that has begun before is not shared: it may have looked before the change that is asked for.
 */
export class SharedRun {
  readonly #run: () => Promise<void>;
  /** The run that began last. */
  #latest?: { began: number; done: Promise<void> };

  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  /** @param since - a moment of `performance.now()`: a run that began then or later will do. */
  async join(since = performance.now()): Promise<void> {
    while (!this.#latest || this.#latest.began < since) {
      const earlier = this.#latest;
      await earlier?.done.catch(() => {});
      if (this.#latest === earlier) {
        this.#latest = { began: performance.now(), done: this.#run() };
      }
    }
    await this.#latest.done;
  }

  /** Resolves once no run goes on that has begun by now, whatever came of it. */
  async settled(): Promise<void> {
    await this.#latest?.done.catch(() => {});
  }
}
