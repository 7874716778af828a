import type { Candidate } from '@backstage-gitops/plugin-gitops-common';
import { judgeCandidate } from '@backstage-gitops/policy';
import type { StoredPipeline } from '../pipelines/Declaration';
import { type Services } from '../promotions/services';
import type { ReleaseCandidate } from '../releases/Candidate';
import { imagesOfRule, lookOf } from '../releases/imagesOfRule';
import type { StoredRelease } from '../store/ReleaseStore';

/** Did an image with this tag become a release, by whatever way? Of Git tags and pull requests the look knows. */
function isReleased(
  { on, name, images }: ReleaseCandidate,
  releases: StoredRelease[],
): boolean {
  return (
    on === 'image' &&
    releases.some(release =>
      images.every(image =>
        release.images.some(one => one.name === image && one.tag === name),
      ),
    )
  );
}

/** What is no release, of the rules that the pipeline has now: each with why it is in none of the environments. */
export async function candidateViews(
  { candidates, releases }: Services,
  { entityRef, declaration }: StoredPipeline,
): Promise<Candidate[]> {
  if (!declaration) return [];
  const looks = declaration.releases.flatMap(rule =>
    imagesOfRule(rule, declaration.images).map(images =>
      lookOf(rule.on, images),
    ),
  );
  const found = await candidates.list(entityRef, looks);
  const known = await releases.list(entityRef);
  return found
    .filter(candidate => !isReleased(candidate, known))
    .map(candidate => ({
      ...candidate,
      eligibility: declaration.environments.map(({ name, policy }) => ({
        environment: name,
        ...judgeCandidate(policy, {
          trigger: candidate.on,
          reason: candidate.reason,
        }),
      })),
    }));
}
