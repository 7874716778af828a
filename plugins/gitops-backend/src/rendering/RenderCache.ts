/** Remembers values up to a size; what was not asked for the longest goes first. */
export class RenderCache<T> {
  readonly #entries = new Map<string, { value: T; size: number }>();
  readonly #most: number;
  #size = 0;

  /** @param most - size of all values together. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** A value larger than everything that may be kept is not kept. */
  set(key: string, value: T, size: number): void {
    this.#drop(key);
    if (size > this.#most) return;
    this.#entries.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#most) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }
}
