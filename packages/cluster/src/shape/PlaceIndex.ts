function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

/** Which of an engine's objects apply which place in Git, and who is to be told when that changes. */
export class PlaceIndex {
  readonly #places = new Map<string, readonly string[]>();
  readonly #keys = new Map<string, Set<string>>();
  readonly #followers = new Map<string, Set<() => void>>();

  /** Says when something of a place changes, until it is asked to end. */
  follow(place: string, changed: () => void): () => void {
    const followers = this.#followers.get(place) ?? new Set();
    this.#followers.set(place, followers.add(changed));
    return () => {
      followers.delete(changed);
      if (followers.size === 0 && this.#followers.get(place) === followers) {
        this.#followers.delete(place);
      }
    };
  }

  get isFollowed(): boolean {
    return this.#followers.size > 0;
  }

  /** An object changed: it applies these places now, and none where it is gone. */
  set(key: string, places: readonly string[]): void {
    const before = this.#places.get(key) ?? [];
    for (const place of before) {
      const keys = this.#keys.get(place);
      keys?.delete(key);
      if (keys?.size === 0) this.#keys.delete(place);
    }
    if (places.length > 0) this.#places.set(key, places);
    else this.#places.delete(key);
    for (const place of places) add(this.#keys, place, key);
    for (const place of new Set([...before, ...places])) {
      for (const changed of this.#followers.get(place) ?? []) changed();
    }
  }

  /** The objects that apply a place. */
  at(place: string): string[] {
    return [...(this.#keys.get(place) ?? [])];
  }

  /** Nothing is known any more; whoever follows goes on doing so. */
  clear(): void {
    this.#places.clear();
    this.#keys.clear();
  }
}
