import type { Window } from '../windows/Window';
import { type Comparison, goes, textOf } from './comparisons';

function isSubset(some: string[], all: string[]): boolean {
  return some.every(one => all.includes(one));
}

/** The same times, and nobody more whom it does not stop. */
function isAsStrict(before: Window, after: Window): boolean {
  return (
    before.kind === after.kind &&
    before.timezone === after.timezone &&
    textOf(before.recurrence) === textOf(after.recurrence) &&
    isSubset(after.exempt, before.exempt)
  );
}

/**
 * May this window join the set without letting anybody through? A deny window that is open is the one that people are told
 * of, so it must stop everybody whom the closed allow windows stop. An allow window limits a set that has none, and
 * widens every other.
 */
function onlyTightens(set: Window[], added: Window): boolean {
  const allowing = set.filter(({ kind }) => kind === 'allow');
  if (added.kind === 'allow') return allowing.length === 0;
  return allowing.every(({ exempt }) => isSubset(added.exempt, exempt));
}

function isSetAsStrict(before: Window[], after: Window[]): boolean {
  const added = after.filter(
    window => !before.some(one => isAsStrict(one, window)),
  );
  return (
    before.every(one => after.some(window => isAsStrict(one, window))) &&
    added.every(window => onlyTightens(before, window))
  );
}

function describe(sets: Window[][]): string {
  const texts = sets.map(set =>
    set
      .map(
        ({ kind, text, timezone, exempt }) =>
          `${kind} ${text} ${timezone}${
            exempt.length > 0 ? ` but for ${exempt.join(', ')}` : ''
          }`,
      )
      .join('; '),
  );
  return texts.join(' and ') || 'none';
}

/**
 * Each set of windows is still there, or one that is plainly stricter. Whether other times are fewer times is not worked
 * out: a window that is changed counts as weaker.
 */
export const windows: Comparison = ({ policy: before }, { policy: after }) =>
  before.windows.every(set =>
    after.windows.some(one => isSetAsStrict(set, one)),
  )
    ? []
    : [
        goes(
          'gates.windows',
          describe(before.windows),
          describe(after.windows),
        ),
      ];
