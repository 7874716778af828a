/** When the next request may go. */
export type Turn =
  | { status: 'granted'; at: number }
  /** It would take longer than anybody waits. */
  | { status: 'refused'; askAgainAt: number };

/** The part of a minute's requests that may go at once. */
const BURST = 1 / 6;

/**
 * How often one registry is asked, whoever asks. Requests may come in bursts, and no faster than so many a minute in the
 * long run: it keeps the moment by which all that went would have gone at an even pace. Times are in milliseconds.
 */
export class Budget {
  readonly #interval: number;
  readonly #slack: number;
  #evenly = 0;
  #restsUntil = 0;

  constructor(perMinute: number) {
    this.#interval = 60_000 / perMinute;
    this.#slack =
      this.#interval * Math.max(Math.floor(perMinute * BURST) - 1, 0);
  }

  /** Takes the next turn, where that comes within `patience`. */
  take(now: number, patience: number): Turn {
    const at = Math.max(now, this.#evenly - this.#slack, this.#restsUntil);
    if (at - now > patience) return { status: 'refused', askAgainAt: at };
    this.#evenly = Math.max(this.#evenly, now) + this.#interval;
    return { status: 'granted', at };
  }

  /** Nobody asks before this moment: the registry is busy, or away. */
  rest(until: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, until);
  }
}
