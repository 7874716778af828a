/** The longest that something which fails again and again is left alone, in milliseconds. */
const LONGEST_WAIT = 3_600_000;

/** How far a wait may be off its middle, so that what began together does not go on together. */
const JITTER = 0.1;

interface Entry {
  dueAt: number;
  failures: number;
}

/** When each of many repositories is looked at next. Times are in milliseconds. */
export class Schedule {
  readonly #periodOf: (repository: string) => number;
  readonly #random: () => number;
  readonly #entries = new Map<string, Entry>();

  /** @param options - `periodOf` is how often a repository is looked at, `random` is from 0 to 1. */
  constructor(options: {
    periodOf: (repository: string) => number;
    random: () => number;
  }) {
    this.#periodOf = options.periodOf;
    this.#random = options.random;
  }

  /** From now on these, and no others. New ones come within a period, and not all at once. */
  follow(repositories: ReadonlySet<string>, now: number): void {
    for (const repository of this.#entries.keys()) {
      if (!repositories.has(repository)) this.#entries.delete(repository);
    }
    for (const repository of repositories) {
      if (!this.#entries.has(repository)) {
        const dueAt = now + this.#periodOf(repository) * this.#random();
        this.#entries.set(repository, { dueAt, failures: 0 });
      }
    }
  }

  /** What is due, the longest overdue first. */
  due(now: number, most: number): string[] {
    return [...this.#entries]
      .filter(([, { dueAt }]) => dueAt <= now)
      .sort(([, a], [, b]) => a.dueAt - b.dueAt)
      .slice(0, most)
      .map(([repository]) => repository);
  }

  /** A look that was good; `again` is when the next one comes. */
  done(repository: string, now: number, again: 'later' | 'atOnce'): void {
    const period = this.#periodOf(repository);
    const dueAt = again === 'later' ? now + this.#around(period) : now;
    this.#put(repository, { dueAt, failures: 0 });
  }

  /** A look that failed: the next one comes later each time, and not before `askAgainAt`. */
  failed(repository: string, now: number, askAgainAt = now): void {
    const { failures = 0 } = this.#entries.get(repository) ?? {};
    const period = this.#periodOf(repository);
    const wait = Math.min(period * 2 ** failures, LONGEST_WAIT);
    this.#put(repository, {
      dueAt: Math.max(now + this.#around(wait), askAgainAt),
      failures: failures + 1,
    });
  }

  #around(wait: number): number {
    return wait * (1 + JITTER * (2 * this.#random() - 1));
  }

  /** What is not followed any more stays forgotten. */
  #put(repository: string, entry: Entry): void {
    if (this.#entries.has(repository)) this.#entries.set(repository, entry);
  }
}
