import { JsonObject } from '../../objects/json';
import { generationOf, uidOf } from '../../objects/metadata';

/** When rollouts last got anywhere: the API's own times have whole seconds. */
export class Progress {
  readonly #seen = new Map<string, { state: string; at: number }>();

  /** Milliseconds since the given numbers of a rollout last changed. */
  since(object: JsonObject, numbers: readonly number[], now: Date): number {
    const state = [generationOf(object), ...numbers].join(' ');
    const before = this.#seen.get(uidOf(object));
    if (before?.state === state) return now.getTime() - before.at;
    this.#seen.set(uidOf(object), { state, at: now.getTime() });
    return 0;
  }

  forget(object: JsonObject): void {
    this.#seen.delete(uidOf(object));
  }
}
