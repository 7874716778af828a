import type { StoredPipeline } from '../../pipelines/Declaration';
import type { ReleaseCandidate } from '../../releases/Candidate';
import { lookOf } from '../../releases/imagesOfRule';
import { joinCandidates } from '../../releases/joinCandidates';
import type { PollOutcome } from './pollImages';
import type { Watch } from './watchedRepositories';

/** A rule that was looked at; `outcome` is missing where the look failed. */
export interface Polled {
  watch: Watch;
  outcome?: PollOutcome;
}

/** What makes no release, of the same images of one pipeline. */
export interface LeftOver {
  pipeline: StoredPipeline;
  /** See `lookOf`. */
  origin: string;
  candidates: ReleaseCandidate[];
}

/**
 * What makes no release by any of the rules on the same images. Where one of them could not be asked nothing is said of
 * them: it might take what the others leave out.
 */
export function gatherLeft(polled: Polled[]): LeftOver[] {
  const groups = new Map<string, Polled[]>();
  for (const one of polled) {
    const { pipeline, images } = one.watch;
    const key = JSON.stringify([pipeline.entityRef, images]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(group => {
    const found = group.flatMap(({ outcome }) =>
      outcome?.status === 'found' ? [outcome] : [],
    );
    if (found.length < group.length) return [];
    const { pipeline, images } = group[0].watch;
    const made = found.flatMap(({ candidates }) => candidates.at(0)?.tag ?? []);
    return {
      pipeline,
      origin: lookOf('image', images),
      candidates: joinCandidates(
        found.flatMap(({ left }) => left),
        new Set(made),
      ),
    };
  });
}
