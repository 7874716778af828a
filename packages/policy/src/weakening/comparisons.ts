import type { EnvironmentTerms } from './EnvironmentTerms';

/** What becomes weaker in one respect: a sentence for each, none where nothing does. */
export type Comparison = (
  before: EnvironmentTerms,
  after: EnvironmentTerms,
) => string[];

/** A value in one spelling, whatever the order of its keys: the same text is the same value. */
export function textOf(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return value.map(textOf).join(', ') || 'none';
  if (typeof value !== 'object' || value === null) return String(value);
  const settings = Object.entries(value)
    .filter(([, setting]) => setting !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{ ${settings
    .map(([key, setting]) => `${key}: ${textOf(setting)}`)
    .join(', ')} }`;
}

/** The sentence: what, from what to what, in the words of the pipeline file. */
export function goes(what: string, before: unknown, after: unknown): string {
  return `${what} goes from ${textOf(before)} to ${textOf(after)}.`;
}

/** Nothing of it makes an environment weaker. */
export const never: Comparison = () => [];

/** One of several values, the strictest last: a step down is weaker. */
export function ranked<T>(
  what: string,
  order: readonly T[],
  read: (terms: EnvironmentTerms) => T,
): Comparison {
  return (before, after) =>
    order.indexOf(read(after)) < order.indexOf(read(before))
      ? [goes(what, read(before), read(after))]
      : [];
}

/** No value is stricter than another: any change is taken for weaker. A list is the same in any order. */
export function fixed(
  what: string,
  read: (terms: EnvironmentTerms) => unknown,
): Comparison {
  const spelled = (terms: EnvironmentTerms) => {
    const value = read(terms);
    return textOf(
      Array.isArray(value) ? [...new Set(value.map(textOf))].sort() : value,
    );
  };
  return (before, after) =>
    spelled(before) === spelled(after)
      ? []
      : [goes(what, read(before), read(after))];
}

/** A list that must keep what it has; more is stricter. */
export function kept(
  what: string,
  read: (terms: EnvironmentTerms) => unknown[],
): Comparison {
  return (before, after) => {
    const there = new Set(read(after).map(textOf));
    return read(before).every(one => there.has(textOf(one)))
      ? []
      : [goes(what, read(before), read(after))];
  };
}

/** A list that must not grow; fewer is stricter. */
export function notWidened(
  what: string,
  read: (terms: EnvironmentTerms) => unknown[],
): Comparison {
  return (before, after) => {
    const there = new Set(read(before).map(textOf));
    return read(after).every(one => there.has(textOf(one)))
      ? []
      : [goes(what, read(before), read(after))];
  };
}
