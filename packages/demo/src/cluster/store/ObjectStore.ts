import { JsonObject } from '../objects/json';
import { nameOf, namespaceOf, withMetadata } from '../objects/metadata';

/** What happened to one object. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  collection: string;
  /** After the change; for DELETED the last state, with a new revision. */
  object: JsonObject;
  previous: JsonObject | undefined;
}

/** Everything a store must keep to come back after a restart. */
export interface StoreState {
  revision: number;
  collections: Record<string, JsonObject[]>;
}

/** As many changes as are kept for watches and pages that lag behind. */
const HISTORY_LIMIT = 10_000;

const keyOf = (namespace: string | undefined, name: string) =>
  `${namespace ?? ''}/${name}`;

/**
 * All objects with one revision counter, and the recent changes: what etcd and
 * the watch cache are to a real server. Objects are never changed in place.
 */
export class ObjectStore {
  readonly #collections = new Map<string, Map<string, JsonObject>>();
  readonly #sorted = new Map<string, string[]>();
  readonly #listeners = new Set<(change: Change) => void>();
  #history: Change[] = [];
  #compacted = 0;
  #revision = 0;

  /** The revision of the newest change. */
  get revision(): number {
    return this.#revision;
  }

  /** Revisions up to this one can no longer be watched from. */
  get compacted(): number {
    return this.#compacted;
  }

  get(
    collection: string,
    namespace: string | undefined,
    name: string,
  ): JsonObject | undefined {
    return this.#collections.get(collection)?.get(keyOf(namespace, name));
  }

  /** Objects by namespace and name. */
  list(collection: string, namespace?: string): JsonObject[] {
    const objects = this.#collections.get(collection);
    if (!objects) return [];
    const prefix = namespace === undefined ? '' : `${namespace}/`;
    const found: JsonObject[] = [];
    for (const key of this.#sortedKeys(collection, objects)) {
      if (!key.startsWith(prefix)) continue;
      const object = objects.get(key);
      if (object) found.push(object);
    }
    return found;
  }

  /** As {@link list}, at an earlier revision; undefined where it is too old. */
  listAt(
    revision: number,
    collection: string,
    namespace?: string,
  ): JsonObject[] | undefined {
    if (revision >= this.#revision) return this.list(collection, namespace);
    if (revision < this.#compacted) return undefined;
    const objects = new Map(
      this.list(collection, namespace).map(object => [
        keyOf(namespaceOf(object), nameOf(object)),
        object,
      ]),
    );
    for (const change of this.#history.toReversed()) {
      if (change.revision <= revision) break;
      if (change.collection !== collection) continue;
      const inNamespace = namespaceOf(change.object);
      if (namespace !== undefined && inNamespace !== namespace) continue;
      const key = keyOf(inNamespace, nameOf(change.object));
      if (change.previous) objects.set(key, change.previous);
      else objects.delete(key);
    }
    return [...objects.entries()]
      .sort(([a], [b]) => compareKeys(a, b))
      .map(([, object]) => object);
  }

  /** Stores an object under a new revision and answers it as stored. */
  put(collection: string, object: JsonObject): JsonObject {
    let objects = this.#collections.get(collection);
    if (!objects) {
      objects = new Map();
      this.#collections.set(collection, objects);
    }
    const key = keyOf(namespaceOf(object), nameOf(object));
    const previous = objects.get(key);
    if (!previous) this.#sorted.delete(collection);
    const stored = this.#stamped(object);
    objects.set(key, stored);
    this.#record({
      type: previous ? 'MODIFIED' : 'ADDED',
      revision: this.#revision,
      collection,
      object: stored,
      previous,
    });
    return stored;
  }

  /** Removes an object and answers its last state; undefined if absent. */
  remove(
    collection: string,
    namespace: string | undefined,
    name: string,
  ): JsonObject | undefined {
    const objects = this.#collections.get(collection);
    const previous = objects?.get(keyOf(namespace, name));
    if (!objects || !previous) return undefined;
    objects.delete(keyOf(namespace, name));
    this.#sorted.delete(collection);
    const object = this.#stamped(previous);
    this.#record({
      type: 'DELETED',
      revision: this.#revision,
      collection,
      object,
      previous,
    });
    return object;
  }

  /** The changes after a revision; undefined where it is too old. */
  changesSince(revision: number): Change[] | undefined {
    if (revision < this.#compacted) return undefined;
    return this.#history.filter(change => change.revision > revision);
  }

  /** Calls back after each change, until the answer is called. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets the past: older revisions answer 410 from now on. */
  compact(): void {
    this.#history = [];
    this.#compacted = this.#revision;
  }

  dump(): StoreState {
    return {
      revision: this.#revision,
      collections: Object.fromEntries(
        [...this.#collections.keys()].map(name => [name, this.list(name)]),
      ),
    };
  }

  /** Replaces everything, before anyone listens. */
  restore(state: StoreState): void {
    this.#revision = state.revision;
    this.#collections.clear();
    this.#sorted.clear();
    for (const [name, objects] of Object.entries(state.collections)) {
      this.#collections.set(
        name,
        new Map(
          objects.map(object => [
            keyOf(namespaceOf(object), nameOf(object)),
            object,
          ]),
        ),
      );
    }
    this.compact();
  }

  #stamped(object: JsonObject): JsonObject {
    this.#revision += 1;
    return withMetadata(object, { resourceVersion: String(this.#revision) });
  }

  #record(change: Change) {
    this.#history.push(change);
    // Trimmed in halves, so that a write costs the same on average.
    if (this.#history.length > 2 * HISTORY_LIMIT) {
      this.#history = this.#history.slice(-HISTORY_LIMIT);
      this.#compacted = (this.#history[0]?.revision ?? 1) - 1;
    }
    for (const listener of this.#listeners) listener(change);
  }

  #sortedKeys(collection: string, objects: Map<string, JsonObject>) {
    let keys = this.#sorted.get(collection);
    if (!keys) {
      keys = [...objects.keys()].sort(compareKeys);
      this.#sorted.set(collection, keys);
    }
    return keys;
  }
}

// By bytes, as etcd orders keys, not by a language's rules.
function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
