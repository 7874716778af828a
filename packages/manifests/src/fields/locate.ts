import { isSameReading, NOTHING, Reading, readingOf } from '../yaml/reading';
import { FieldStep } from './FieldStep';

/** A step that was looked up: a key, or the index of an item. */
export type Step = string | number;

/** How far a path leads in what is written. */
export type Location =
  | { status: 'there'; at: Step[]; reading: Reading }
  /** `at` is the last step's place, `missing` what is below it. */
  | { status: 'missing'; at: Step[]; missing: FieldStep[] }
  /** As `missing`, for a new item of the list at `at`. */
  | {
      status: 'noItem';
      at: Step[];
      item: Exclude<FieldStep, string>;
      missing: FieldStep[];
    }
  | { status: 'blocked'; reason: string };

/** Follows a path as far as it is written. */
export function locate(
  root: Reading,
  steps: readonly FieldStep[],
  at: Step[] = [],
): Location {
  const [step, ...rest] = steps;
  if (step === undefined) {
    return { status: 'there', at, reading: root };
  }
  if (root === NOTHING) {
    // A document without content begins with the first key.
    return at.length === 0 && typeof step === 'string'
      ? { status: 'missing', at: [step], missing: rest }
      : { status: 'missing', at, missing: [...steps] };
  }
  if (typeof step === 'string') {
    if (!(root instanceof Map)) {
      return { status: 'blocked', reason: `there is no map with '${step}'` };
    }
    const value = root.get(step);
    return value === undefined
      ? { status: 'missing', at: [...at, step], missing: rest }
      : locate(value, rest, [...at, step]);
  }
  if (!Array.isArray(root)) {
    return { status: 'blocked', reason: 'there is no list of items' };
  }
  const found = findItems(root, step);
  if (found.length > 1) {
    return { status: 'blocked', reason: 'two items have these keys' };
  }
  const [index] = found;
  return index === undefined
    ? { status: 'noItem', at, item: step, missing: rest }
    : locate(root[index], rest, [...at, index]);
}

/** Defaults that the API gives to the key of an item (core/v1, Protocol). */
const DEFAULT_KEYS = new Map([['protocol', 'TCP']]);

function findItems(
  list: Reading[],
  step: Exclude<FieldStep, string>,
): number[] {
  if ('index' in step) {
    return step.index < list.length ? [step.index] : [];
  }
  if ('value' in step) {
    return indexesOf(list, item => isSameReading(item, readingOf(step.value)));
  }
  const keys = Object.entries(step.keys);
  const whole = indexesOf(list, item =>
    keys.every(([key, value]) => keyOf(item, key) === readingOf(value)),
  );
  return whole.length > 0
    ? whole
    : // A key that is not written has its default in the cluster.
      indexesOf(
        list,
        item =>
          keys.every(([key, value]) => {
            const written = keyOf(item, key);
            return written === undefined
              ? (DEFAULT_KEYS.get(key) ?? value) === value
              : written === readingOf(value);
          }) && keys.some(([key]) => keyOf(item, key) !== undefined),
      );
}

function keyOf(item: Reading, key: string): Reading | undefined {
  return item instanceof Map ? item.get(key) : undefined;
}

function indexesOf(
  list: Reading[],
  isWanted: (item: Reading) => boolean,
): number[] {
  return list.flatMap((item, index) => (isWanted(item) ? index : []));
}

/** The reading with another value at a place, or none. */
export function withReading(
  root: Reading,
  [step, ...rest]: Step[],
  value: Reading | undefined,
): Reading {
  if (step === undefined) {
    return value ?? NOTHING;
  }
  if (typeof step === 'string') {
    const map = new Map(root instanceof Map ? root : []);
    const inner = map.get(step) ?? NOTHING;
    if (rest.length === 0 && value === undefined) {
      map.delete(step);
    } else {
      map.set(step, withReading(inner, rest, value));
    }
    return map;
  }
  const list = Array.isArray(root) ? [...root] : [];
  if (rest.length === 0 && value === undefined) {
    list.splice(step, 1);
  } else {
    list[step] = withReading(list[step] ?? NOTHING, rest, value);
  }
  return list;
}
