/** Wakes one sleeper: when rung, after a while, or when everything ends. A ring while nobody sleeps is not lost. */
export class Alarm {
  #rung = false;
  #wake: (() => void) | undefined;

  readonly ring = (): void => {
    this.#rung = true;
    this.#wake?.();
  };

  /** @param wait - longest sleep, in milliseconds. */
  async sleep(wait: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(() => this.#wake?.(), wait);
        this.#wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', this.ring);
          resolve();
        };
        signal.addEventListener('abort', this.ring, { once: true });
      });
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
