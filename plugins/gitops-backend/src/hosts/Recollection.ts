import { SerialQueue } from '../git/SerialQueue';
import { BoundedCache } from '../registries/BoundedCache';

/** Things that are remembered at most. */
const MOST = 20_000;

/** When something that is remembered is as good as new. */
export interface Demand {
  /** What has been told of it until now, see `NewsStore`. */
  revision: string;
  /** Longest time since it was read, in milliseconds. */
  age: number;
  /** A moment of `performance.now()`: not read before it. */
  since?: number;
}

interface Remembered<T> {
  value: T;
  revision: string;
  /** Of `performance.now()`, before it was asked for: it may be as old as that. */
  begun: number;
}

/** What was read of a host, for as long as nobody has told of anything newer and it is not too old. */
export class Recollection<T> {
  readonly #remembered = new BoundedCache<Remembered<T>>(MOST);
  readonly #turns = new SerialQueue();

  /** What is remembered, where that will do. */
  recall(key: string, demand: Demand): { value: T } | undefined {
    const known = this.#remembered.get(key);
    const earliest = Math.max(
      demand.since ?? -Infinity,
      performance.now() - demand.age,
    );
    return known?.revision === demand.revision && known.begun >= earliest
      ? known
      : undefined;
  }

  /** @param begun - a moment of `performance.now()` before the host was asked. */
  remember(key: string, value: T, revision: string, begun: number): void {
    this.#remembered.set(key, { value, revision, begun });
  }

  /**
   * What is remembered, or else what `read` answers. Of many who ask at the same time about things of one `place` one asks
   * the host, and who comes after it finds what it has read.
   */
  async ask(options: {
    place: string;
    key: string;
    demand: Demand;
    read: (begun: number) => Promise<T>;
  }): Promise<T> {
    const { place, key, demand, read } = options;
    const known = this.recall(key, demand);
    if (known) return known.value;
    return this.#turns.run(place, async () => {
      const readMeanwhile = this.recall(key, demand);
      if (readMeanwhile) return readMeanwhile.value;
      const begun = performance.now();
      const value = await read(begun);
      this.remember(key, value, demand.revision, begun);
      return value;
    });
  }
}
