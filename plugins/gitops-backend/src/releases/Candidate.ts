import type { Trigger } from '@backstage-gitops/policy';
import type { StoredPipeline } from '../pipelines/Declaration';

/** What might have become a release, and why it has not. */
export interface ReleaseCandidate {
  on: Trigger;
  /** The tag, in Git or of the images, or `#12`. */
  name: string;
  /** Names of the images that would make the release. */
  images: string[];
  /** `waiting` may become a release by itself. */
  status: 'waiting' | 'excluded';
  /** For people, in a sentence. */
  reason: string;
  /** Of a pull request. */
  title?: string;
  url?: string;
  /** Who opened the pull request or made the tag, as their host or Git names them. */
  author?: string;
  commit?: string;
  /** ISO 8601, UTC; missing where nobody knows how old it is. */
  seenAt?: string;
}

/** Takes what a look found that makes no release; `origin` is what `lookOf` says. */
export type KeepCandidates = (
  pipeline: StoredPipeline,
  origin: string,
  candidates: ReleaseCandidate[],
) => Promise<void>;

/** Longest name that is kept; no registry takes a tag that is as long. */
const LONGEST_NAME = 255;

const byName = new Intl.Collator('en', { numeric: true });

/** First those that wait, then the newest; of those that nobody knows the age of, the one with the highest number. */
export function compareCandidates(
  one: Pick<ReleaseCandidate, 'status' | 'seenAt' | 'name'>,
  other: Pick<ReleaseCandidate, 'status' | 'seenAt' | 'name'>,
): number {
  const waits = ({ status }: typeof one) => Number(status === 'waiting');
  const [a, b] = [one.seenAt ?? '', other.seenAt ?? ''];
  if (waits(one) !== waits(other)) return waits(other) - waits(one);
  if (a !== b) return a < b ? 1 : -1;
  return byName.compare(other.name, one.name);
}

/**
 * The candidates to keep of what a look found. What was found before keeps the time when it was seen first.
 */
export function keepCandidates(
  found: ReleaseCandidate[],
  before: ReleaseCandidate[],
  limit: number,
): ReleaseCandidate[] {
  const seen = new Map(before.map(({ name, seenAt }) => [name, seenAt]));
  return found
    .filter(({ name }) => name.length <= LONGEST_NAME)
    .map(one => {
      const seenAt = seen.get(one.name) ?? one.seenAt;
      return { ...one, ...(seenAt ? { seenAt } : {}) };
    })
    .sort(compareCandidates)
    .slice(0, limit);
}
