import { isWindowOpen, nextEdge, TWO_WEEKS } from './openings';
import type { Window } from './Window';

/** What windows say at a moment. Moments are in milliseconds since 1970. @public */
export type WindowsState =
  | { status: 'open'; closesAt?: number }
  | { status: 'closed'; by: Window[]; opensAt?: number };

/** Edges that are looked at before a change is taken never to come. */
const MAX_EDGES = 500;

/** Which windows keep a set closed: a deny window that is open, or all allow windows where none is. */
function closing(windows: Window[], at: number): Window[] {
  const denying = windows.filter(
    window => window.kind === 'deny' && isWindowOpen(window, at),
  );
  if (denying.length > 0) return denying;
  const allowing = windows.filter(({ kind }) => kind === 'allow');
  return allowing.some(window => isWindowOpen(window, at)) ? [] : allowing;
}

/**
 * Judges sets of windows. A set is open where no deny window is, and an allow window is or there is none. All sets must
 * be open: a floor's set can only tighten what a file declares. Starts are included and ends excluded.
 *
 * @public
 */
export function judgeWindows(sets: Window[][], at: number): WindowsState {
  const by = sets.flatMap(set => closing(set, at));
  const change = nextChange(sets, at, by.length === 0);
  return by.length === 0
    ? { status: 'open', closesAt: change }
    : { status: 'closed', by, opensAt: change };
}

/** Are all sets open? */
export function areOpen(sets: Window[][], at: number): boolean {
  return sets.every(set => closing(set, at).length === 0);
}

/** When the first of them opens or closes; Infinity where none does any more. */
function firstEdge(windows: Window[], at: number): number {
  return Math.min(...windows.map(one => nextEdge(one, at) ?? Infinity));
}

/** When the answer flips: an edge of one window may change nothing. */
function nextChange(
  sets: Window[][],
  at: number,
  open: boolean,
): number | undefined {
  const windows = sets.flat();
  // What did not change within two weeks never will where all repeats weekly.
  const horizon = windows.every(one => one.recurrence.kind === 'weekly')
    ? at + TWO_WEEKS
    : Infinity;
  let moment = at;
  for (let count = 0; count < MAX_EDGES; count += 1) {
    moment = firstEdge(windows, moment);
    if (moment > horizon || moment === Infinity) return undefined;
    if (areOpen(sets, moment) !== open) return moment;
  }
  return undefined;
}
