import type { Mergeability } from '@backstage-gitops/plugin-gitops-node';
import type { GiteaPull } from './schemas';

/** Whether Gitea would merge a pull request now. */
export function toMergeability(
  pull: Pick<GiteaPull, 'state' | 'draft' | 'mergeable'>,
  facts: {
    /** Of a pull request that is not mergeable: is it so for long enough to be no check that still runs? */
    isSettled: () => boolean;
    obstacles: string[];
  },
): Mergeability {
  if (pull.state !== 'open') return { status: 'unknown' };
  if (pull.draft) return { status: 'blocked', reasons: ['It is a draft.'] };
  if (!pull.mergeable) {
    return { status: facts.isSettled() ? 'conflicting' : 'unknown' };
  }
  return facts.obstacles.length > 0
    ? { status: 'blocked', reasons: facts.obstacles }
    : { status: 'mergeable' };
}
