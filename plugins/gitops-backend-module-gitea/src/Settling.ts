import type { GiteaPull } from './schemas';

/** How long Gitea gets for its check, in seconds. */
const LONGEST_CHECK = 5;

/** Most pull requests that are remembered. */
const MOST = 1_000;

/**
 * Tells conflicts from checks that still run: Gitea says of both that a pull request is not mergeable. It checks anew
 * whenever one of the two branches moves, so what it keeps saying of the same two commits is the result.
 */
export class Settling {
  /** When it was first said of a pair of commits, the longest unused first. */
  readonly #since = new Map<string, number>();
  readonly #longest: number;
  readonly #now: () => number;

  constructor(options: {
    /** How long a second is, in milliseconds. */
    second: number;
    now?: () => number;
  }) {
    this.#longest = LONGEST_CHECK * options.second;
    this.#now = options.now ?? Date.now;
  }

  /** Of a pull request that is said not to be mergeable: has that been said for long enough? */
  isSettled(pull: Pick<GiteaPull, 'html_url' | 'head' | 'base'>): boolean {
    const pair = `${pull.html_url} ${pull.head.sha} ${pull.base.sha}`;
    const since = this.#since.get(pair) ?? this.#now();
    this.#since.delete(pair);
    this.#since.set(pair, since);
    const [oldest] = this.#since.keys();
    if (this.#since.size > MOST) this.#since.delete(oldest);
    return this.#now() - since >= this.#longest;
  }
}
