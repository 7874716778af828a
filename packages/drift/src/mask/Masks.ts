import { type JsonValue, printJson } from '../json';

/** The shortest mask; each further value in the same place gets one four longer, so that equal values look equal. */
const FIRST_LENGTH = 8;
const STEP = 4;

/** Masks for values, place by place: they tell whether two values of one place are equal, and nothing else. */
export class Masks {
  readonly #known = new Map<string, Map<string, string>>();

  of(value: JsonValue, place: string): string {
    const known = this.#known.get(place) ?? new Map<string, string>();
    this.#known.set(place, known);
    const text = printJson(value, { keys: 'sorted' });
    const mask =
      known.get(text) ?? '+'.repeat(FIRST_LENGTH + known.size * STEP);
    known.set(text, mask);
    return mask;
  }
}
