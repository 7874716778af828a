import { jsonEqual, type JsonObject } from '@backstage-gitops/drift';
import type { ObservedObject } from '@backstage-gitops/plugin-gitops-node';
import type { Clock } from '../access/Clock';
import { type CachedObject, fromCached } from '../cache/CachedObject';
import type { HealthAssessor } from './health';

/** How long a dry run's answer is believed where nothing is seen to change: admission may have. In milliseconds. */
const BELIEVED = 60_000;

interface Comparison {
  desired: JsonObject;
  body: Buffer;
  status: Buffer | undefined;
  observed: ObservedObject;
  at: number;
}

/** Comparisons made before: an object that did not change costs nothing, one whose status did only its health. */
export class Comparisons {
  readonly #clock: Clock;
  readonly #health: HealthAssessor;
  readonly #known = new Map<string, Comparison>();

  constructor(clock: Clock, health: HealthAssessor) {
    this.#clock = clock;
    this.#health = health;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  async of(
    id: string,
    desired: JsonObject,
    cached: CachedObject,
    compare: () => Promise<ObservedObject>,
  ): Promise<ObservedObject> {
    const known = this.#known.get(id);
    // A commit leaves most objects as they are.
    if (
      known &&
      known.body === cached.body &&
      (known.desired === desired || jsonEqual(known.desired, desired)) &&
      known.observed.sync !== 'Unknown' &&
      // Where there is no status subresource, Git may say what the status is.
      (desired.status === undefined ||
        sameBytes(known.status, cached.status)) &&
      (known.observed.sync === 'Synced' ||
        this.#clock.now() - known.at < BELIEVED)
    ) {
      const { health, healthMessage: _message, ...rest } = known.observed;
      // What progresses may have done so for too long by now.
      const isSettled =
        sameBytes(known.status, cached.status) && health !== 'Progressing';
      if (isSettled) return known.observed;
      known.status = cached.status;
      known.observed = {
        ...rest,
        resourceVersion: cached.resourceVersion,
        ...this.#health.assess(fromCached(cached)),
      };
      return known.observed;
    }
    const observed = await compare();
    this.#known.set(id, {
      desired,
      body: cached.body,
      status: cached.status,
      observed,
      at: this.#clock.now(),
    });
    return observed;
  }
}

function sameBytes(a: Buffer | undefined, b: Buffer | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.equals(b);
}
