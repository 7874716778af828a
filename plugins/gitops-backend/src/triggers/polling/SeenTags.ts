import { BoundedCache } from '../../registries/BoundedCache';
import type { Clock } from '../../registries/Clock';

/** Tags that are kept in mind, of all repositories. */
const MOST_TAGS = 500_000;

/** When each tag of a repository was first seen; undefined for what the first look found. */
type Seen = ReadonlyMap<string, string | undefined>;

/** Remembers when tags came. What was there when the first look came may be of any age. */
export class SeenTags {
  readonly #clock: Clock;
  readonly #seen = new BoundedCache<Seen>(MOST_TAGS, seen => seen.size);

  constructor(options: { clock: Clock }) {
    this.#clock = options.clock;
  }

  /** Takes note of the tags that a repository has now, and tells of each when it was first seen. ISO 8601, UTC. */
  note(repository: string, tags: string[]): Seen {
    const before = this.#seen.get(repository);
    const now = new Date(this.#clock.now()).toISOString();
    const seen = new Map(
      tags.map(tag => [
        tag,
        before?.has(tag) === false ? now : before?.get(tag),
      ]),
    );
    this.#seen.set(repository, seen);
    return seen;
  }
}
