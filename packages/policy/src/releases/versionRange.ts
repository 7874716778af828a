import { Range, type SemVer } from 'semver';
import type { Parsed } from './compiling';

/** Longest range, in characters; people write some twenty. */
const LONGEST_RANGE = 256;

const COMPARATOR =
  /^(!=|>=|=>|<=|=<|~>|[=<>~^])?v?(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?(?:\+[0-9a-z.-]+)?$/i;

/** Spellings that only the Go library knows. */
const OPERATORS: Partial<Record<string, string>> = { '=>': '>=', '=<': '<=' };

/** One condition on a version, such as `>=1.0.0`. @public */
export interface VersionComparator {
  holds(version: SemVer): boolean;
  /** Does it name a prerelease, so that it is meant for them? */
  prerelease: 'named' | 'none';
}

/** Versions that a rule takes. @public */
export interface VersionRange {
  text: string;
  /** Of one of them, every comparator must hold. */
  alternatives: VersionComparator[][];
}

function parseComparator(text: string): Parsed<VersionComparator> {
  const match = COMPARATOR.exec(text);
  if (!match) {
    return {
      status: 'invalid',
      reason: `"${text}" is no version to compare with; write a range such as >=1.0.0, ^1.2 or 1.0.x`,
    };
  }
  const [, written = '', major, minor, patch, prerelease = ''] = match;
  const isWhole = [major, minor, patch].every(part => /^\d+$/.test(part ?? ''));
  if (!isWhole && prerelease !== '' && prerelease !== '-0') {
    return {
      status: 'invalid',
      reason: `"${text}" names a prerelease of a version that is not whole; write all three numbers`,
    };
  }
  const operator = OPERATORS[written] ?? written;
  const version = [major, minor ?? 'x', patch ?? 'x'].join('.');
  const compared = `${version}${isWhole ? prerelease : ''}`;
  try {
    const range = new Range(
      `${operator === '!=' ? '=' : operator}${compared}`,
      { includePrerelease: true },
    );
    return {
      status: 'valid',
      value: {
        holds: other => range.test(other) !== (operator === '!='),
        prerelease: prerelease === '' ? 'none' : 'named',
      },
    };
  } catch {
    return {
      status: 'invalid',
      reason: `"${text}" is no version to compare with; its numbers are too large or start with a zero`,
    };
  }
}

/** The comparators of a text without `||`; one that is missing is an empty text. */
function comparatorsOf(text: string): string[] {
  return text
    .replace(/([=<>~^])\s+/g, '$1')
    .replace(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2')
    .trim()
    .split(/\s*,\s*|\s+/);
}

/**
 * Reads a range of semantic versions.
 *
 * @remarks
 *
 * It is spelled as people know it from Flux, Kargo, Argo CD Image Updater and Helm, which all use the same Go library:
 * `^1.2`, `~1.2`, `1.0.x`, `>=1.0, <2.0`, `1.2 - 2.3`, `!=1.3.1`, alternatives with `||`. What the comparators mean is
 * what npm means by them; where the two differ is above a bound: `<2.0` leaves prereleases of 2.0.0 out, as its author
 * surely meant.
 *
 * A prerelease is taken only where the range names one: `>=1.0.0-0` takes all of them. An empty range is refused,
 * because one reader takes it for every version and another one for none.
 */
export function parseRange(text: string): Parsed<VersionRange> {
  if (text.trim() === '') {
    return {
      status: 'invalid',
      reason: 'the range is empty; leave it out to take every version',
    };
  }
  if (text.length > LONGEST_RANGE) {
    return {
      status: 'invalid',
      reason: `the range has ${text.length} characters; at most ${LONGEST_RANGE} are read`,
    };
  }
  const alternatives: VersionComparator[][] = [];
  for (const written of text.split('||')) {
    const alternative: VersionComparator[] = [];
    for (const part of comparatorsOf(written)) {
      const parsed = parseComparator(part);
      if (parsed.status === 'invalid') return parsed;
      alternative.push(parsed.value);
    }
    alternatives.push(alternative);
  }
  return { status: 'valid', value: { text, alternatives } };
}

/** Is a version in the range, or would it be, were it no prerelease? */
export function placeInRange(
  { alternatives }: VersionRange,
  version: SemVer,
): 'inside' | 'prerelease' | 'outside' {
  const holding = alternatives.filter(alternative =>
    alternative.every(({ holds }) => holds(version)),
  );
  if (holding.length === 0) return 'outside';
  return version.prerelease.length === 0 ||
    holding.some(alternative =>
      alternative.some(({ prerelease }) => prerelease === 'named'),
    )
    ? 'inside'
    : 'prerelease';
}
