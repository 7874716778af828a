import { User } from '../access/Account';
import { Action } from '../access/Rule';
import { internalError, tooManyRequests } from '../errors/failures';
import { JsonObject } from '../objects/json';
import { Resource } from '../resources/Resource';
import { ObjectStore } from '../store/ObjectStore';
import { WatchHub } from '../watch/WatchHub';

/** Which requests a fault is for; what is left out matches everything. */
export interface FaultMatch {
  user?: string;
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, ... */
  verb?: string;
  group?: string;
  /** Plural name, with its subresource after a slash. */
  resource?: string;
  namespace?: string;
  name?: string;
}

/** How long a fault lasts; without either, until it is lifted. */
export interface FaultDuration {
  /** Number of requests that fail. */
  times?: number;
  milliseconds?: number;
}

/** Ends a fault. */
export type Lift = () => void;

/** An object on its way into the store. */
export interface AdmissionReview {
  operation: 'CREATE' | 'UPDATE';
  resource: Resource;
  user: User;
  object: JsonObject;
  dryRun: boolean;
}

/** Answers what is stored instead; throws to refuse. */
export type AdmissionHook = (review: AdmissionReview) => JsonObject;

interface ActiveFault {
  match: FaultMatch;
  left: number;
  until: number;
  fail: () => Error;
}

function applies(match: FaultMatch, user: User, action: Action): boolean {
  if (match.user !== undefined && match.user !== user.name) return false;
  if (match.verb !== undefined && match.verb !== action.verb) return false;
  const { group, resource, namespace, name } = match;
  if (action.kind === 'path') {
    return [group, resource, namespace, name].every(part => part === undefined);
  }
  return (
    (group === undefined || group === action.group) &&
    (resource === undefined || resource === action.resource) &&
    (namespace === undefined || namespace === action.namespace) &&
    (name === undefined || name === action.name)
  );
}

/** What can go wrong with an API server, on command. For tests and the demo. */
export class Faults {
  readonly #store: ObjectStore;
  readonly #watches: WatchHub;
  readonly #clock: () => Date;
  readonly #active = new Set<ActiveFault>();
  readonly #forbidden = new Set<FaultMatch>();
  readonly #hooks = new Set<AdmissionHook>();

  constructor(store: ObjectStore, watches: WatchHub, clock: () => Date) {
    this.#store = store;
    this.#watches = watches;
    this.#clock = clock;
  }

  /** Ends all open watches; answers how many there were. */
  dropWatches(): number {
    return this.#watches.closeAll();
  }

  /** Forgets history, so that older resourceVersions answer 410. */
  compact(): void {
    this.#store.compact();
  }

  /** Answers 429 in plain text with Retry-After, as priority and fairness do. */
  throttle(
    options: FaultDuration & { retryAfterSeconds: number; match?: FaultMatch },
  ): Lift {
    return this.#add(options, () => tooManyRequests(options.retryAfterSeconds));
  }

  /** Answers 500. */
  fail(options: FaultDuration & { match?: FaultMatch } = {}): Lift {
    return this.#add(options, () =>
      internalError(
        'Internal error occurred: the simulated server was told to fail',
      ),
    );
  }

  /** Answers 403, whatever the account may do otherwise. */
  forbid(match: FaultMatch): Lift {
    this.#forbidden.add(match);
    return () => this.#forbidden.delete(match);
  }

  /** Lets a hook change or refuse what is written, as admission does. */
  admit(hook: AdmissionHook): Lift {
    this.#hooks.add(hook);
    return () => this.#hooks.delete(hook);
  }

  /** Ends all faults. */
  clear(): void {
    this.#active.clear();
    this.#forbidden.clear();
    this.#hooks.clear();
  }

  /** Whether a request is forbidden by a fault. */
  forbids(user: User, action: Action): boolean {
    return [...this.#forbidden].some(match => applies(match, user, action));
  }

  /** Throws what a request must fail with, if anything. */
  strike(user: User, action: Action): void {
    const now = this.#clock().getTime();
    for (const fault of this.#active) {
      if (fault.until <= now || fault.left <= 0) {
        this.#active.delete(fault);
        continue;
      }
      if (!applies(fault.match, user, action)) continue;
      fault.left -= 1;
      throw fault.fail();
    }
  }

  /** What admission makes of an object. */
  admitted(review: AdmissionReview): JsonObject {
    let { object } = review;
    for (const hook of this.#hooks) object = hook({ ...review, object });
    return object;
  }

  #add(
    options: FaultDuration & { match?: FaultMatch },
    fail: () => Error,
  ): Lift {
    const fault: ActiveFault = {
      match: options.match ?? {},
      left: options.times ?? Number.POSITIVE_INFINITY,
      until:
        options.milliseconds === undefined
          ? Number.POSITIVE_INFINITY
          : this.#clock().getTime() + options.milliseconds,
      fail,
    };
    this.#active.add(fault);
    return () => this.#active.delete(fault);
  }
}
