/** How long changes are gathered before they are written. */
const GATHER_MS = 250;

/** Writes a file some time after changes, one write at a time. */
export class Saver {
  readonly #save: () => Promise<void>;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(save: () => Promise<void>, log: (line: string) => void) {
    this.#save = save;
    this.#log = log;
  }

  /** Says that there is something to write. */
  touch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, GATHER_MS);
    this.#timer.unref();
  }

  /** Writes at once, and waits until it is written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#write();
    await this.#running;
  }

  #write() {
    this.#running = this.#running.then(this.#save).catch(error => {
      this.#log(`the state was not saved: ${String(error)}`);
    });
  }
}
