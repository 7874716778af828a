import type { SemVer } from 'semver';
import { compareDecimals, type Decimal, parseDecimal } from './decimal';
import { expand } from './extract';
import type { CompiledTagRule } from './TagRule';
import { parseVersion } from './version';

/** What is known of a tag. @public */
export interface TagFacts {
  name: string;
  /** When its image was built or, where nobody says so, first heard of. ISO 8601. */
  createdAt?: string;
  /** Where its image runs, once somebody has looked. */
  platforms?: string[];
}

/** What a tag is compared by. */
export type TagValue =
  | { kind: 'version'; version: SemVer; text: string }
  | { kind: 'number'; number: Decimal; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'time'; at: number; text: string }
  /** A tag that is pushed again and again: nothing in it tells one image from the next. */
  | { kind: 'same'; text: string };

/** The text that is compared; undefined where no pattern is found, so that nothing can be extracted. */
export function comparedText(
  { tags, extract }: CompiledTagRule,
  name: string,
): string | undefined {
  if (!extract) return name;
  for (const pattern of tags) {
    const match = pattern.matcher(name);
    if (match.find()) return expand(extract, match);
  }
  return undefined;
}

/** What a text, or the time it was heard of, is worth to a rule; undefined where it is nothing that can be compared. */
export function readValue(
  { select, versions }: CompiledTagRule,
  text: string,
  createdAt: string | undefined,
): TagValue | undefined {
  switch (select) {
    case 'semver': {
      const version = parseVersion(text, versions);
      return version && { kind: 'version', version, text };
    }
    case 'numeric': {
      const number = parseDecimal(text);
      return number && { kind: 'number', number, text };
    }
    case 'alphabetical':
      return text === '' ? undefined : { kind: 'text', text };
    case 'newest': {
      const at = Date.parse(createdAt ?? '');
      return Number.isNaN(at)
        ? undefined
        : { kind: 'time', at, text: new Date(at).toISOString() };
    }
    default:
      return { kind: 'same', text };
  }
}

/** What a tag is worth to a rule, whether the rule takes it or not. */
export function valueOf(
  rule: CompiledTagRule,
  { name, createdAt }: TagFacts,
): TagValue | undefined {
  const text = comparedText(rule, name);
  return text === undefined ? undefined : readValue(rule, text, createdAt);
}

/** Compares code units: no locale has a say, so that every replica finds the same order. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Less than zero where `one` is the lower, more where it is the higher; both are values of one rule. */
export function compareValues(one: TagValue, other: TagValue): number {
  if (one.kind === 'version' && other.kind === 'version') {
    return one.version.compare(other.version);
  }
  if (one.kind === 'number' && other.kind === 'number') {
    return compareDecimals(one.number, other.number);
  }
  if (one.kind === 'text' && other.kind === 'text') {
    return compareTexts(one.text, other.text);
  }
  return one.kind === 'time' && other.kind === 'time' ? one.at - other.at : 0;
}

/** Less than zero where a rule prefers `one`. What cannot be compared comes last, so that it is never preferred. */
export function comparePreference(
  { prefer }: CompiledTagRule,
  one: TagValue | undefined,
  other: TagValue | undefined,
): number {
  if (!one || !other) return Number(Boolean(other)) - Number(Boolean(one));
  return prefer === 'highest'
    ? compareValues(other, one)
    : compareValues(one, other);
}
