import { type Comparison, goes } from './comparisons';
import type { EnvironmentTerms } from './EnvironmentTerms';

function locksOf({ locked }: EnvironmentTerms) {
  return locked.flatMap(({ kind, pointers, groups }) =>
    pointers.map(pointer => ({ kind, pointer, groups })),
  );
}

function describe(terms: EnvironmentTerms): string[] {
  return locksOf(terms).map(
    ({ kind, pointer, groups }) =>
      `${pointer} of ${kind} for ${groups.join(', ')}`,
  );
}

/** Each field that was locked still is, for nobody more. */
export const locked: Comparison = (before, after) =>
  locksOf(before).every(({ kind, pointer, groups }) =>
    locksOf(after).some(
      lock =>
        lock.kind === kind &&
        lock.pointer === pointer &&
        lock.groups.every(group => groups.includes(group)),
    ),
  )
    ? []
    : [goes('locked', describe(before), describe(after))];
