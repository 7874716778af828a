import type { ReleaseCandidate } from './Candidate';

/**
 * One candidate of each name, where several rules have their say: what waits by one of them waits, and what all of them
 * leave out has the reasons of all.
 *
 * @param made - names of what makes a release by one of the rules.
 */
export function joinCandidates(
  candidates: ReleaseCandidate[],
  made: ReadonlySet<string>,
): ReleaseCandidate[] {
  const joined = new Map<string, ReleaseCandidate>();
  for (const candidate of candidates) {
    const known = joined.get(candidate.name);
    if (made.has(candidate.name) || known?.status === 'waiting') continue;
    joined.set(
      candidate.name,
      known && candidate.status === 'excluded'
        ? { ...known, reason: joinReasons(known.reason, candidate.reason) }
        : candidate,
    );
  }
  return [...joined.values()];
}

function joinReasons(one: string, other: string): string {
  return one.includes(other) ? one : `${one} ${other}`;
}
