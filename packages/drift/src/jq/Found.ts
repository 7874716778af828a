import { isJsonObject, type JsonValue } from '../json';
import { JqMismatch, JqStepsExceeded } from './errors';
import { typeName } from './values';

/** A value, and where it is in the document; without a place where it was calculated. */
export interface Found {
  value: JsonValue;
  path: ReadonlyArray<string | number> | undefined;
}

/** Counts down the steps that an expression may take. */
export class Steps {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** @throws JqStepsExceeded when none are left. */
  take(count: number = 1): void {
    this.#left -= count;
    if (this.#left < 0) {
      throw new JqStepsExceeded(
        'The expression does not come to an end in the steps it may take.',
      );
    }
  }
}

export function made(value: JsonValue): Found {
  return { value, path: undefined };
}

/** The field or item at a key. */
export function child({ value, path }: Found, key: JsonValue): Found {
  if (typeof key === 'string' && (value === null || isJsonObject(value))) {
    const found =
      value !== null && Object.hasOwn(value, key) ? value[key] : null;
    return { value: found, path: path && [...path, key] };
  }
  if (typeof key === 'number' && (value === null || Array.isArray(value))) {
    const list = value ?? [];
    const index = key < 0 ? list.length + key : Math.floor(key);
    return { value: list[index] ?? null, path: path && [...path, index] };
  }
  throw new JqMismatch(`${typeName(key)} of ${typeName(value)}`);
}

/** All fields or items. */
export function* children(found: Found, steps: Steps): Generator<Found> {
  const { value, path } = found;
  const at = (step: string | number) => path && [...path, step];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      steps.take();
      yield { value: item, path: at(index) };
    }
  } else if (isJsonObject(value)) {
    for (const [name, field] of Object.entries(value)) {
      steps.take();
      yield { value: field, path: at(name) };
    }
  } else {
    throw new JqMismatch(`items of ${typeName(value)}`);
  }
}
