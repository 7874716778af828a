import {
  assessHealth,
  type HealthRule,
  type JsonObject,
  Mask,
} from '@backstage-gitops/drift';
import type { ObservedObject } from '@backstage-gitops/plugin-gitops-node';
import type { Clock } from '../access/Clock';

/** What is said of an object's health; nothing of a kind that has none. */
export type HealthSeen = Pick<ObservedObject, 'health' | 'healthMessage'>;

/** Assesses live objects, with the platform's own rules before those that are known here. */
export class HealthAssessor {
  readonly #rules: readonly HealthRule[];
  readonly #clock: Clock;

  constructor(rules: readonly HealthRule[], clock: Clock) {
    this.#rules = rules;
    this.#clock = clock;
  }

  assess(live: JsonObject): HealthSeen {
    const found = assessHealth({
      object: live,
      now: new Date(this.#clock.now()),
      rules: this.#rules,
    });
    if (!found) return {};
    const { status, message } = found;
    return {
      health: status,
      ...(message ? { healthMessage: new Mask([live]).text(message) } : {}),
    };
  }
}
