import type { Services } from '../promotions/services';
import type { StoredPipeline } from '../pipelines/Declaration';
import type { Candidate } from '../triggers/polling/choice';
import { announceRelease } from './announceRelease';

/** Who announces what nobody told us of. */
const ANNOUNCER = 'registry';

/**
 * Announces the best of the candidates that were found in registries: the images with its tag are one release.
 *
 * @remarks
 *
 * The others are left alone. Releases of which nothing but the time is known are ordered by when they were announced, and
 * old images, announced today, would pass for newer than what is deployed.
 */
export async function announceCandidates(
  services: Services,
  pipeline: StoredPipeline,
  candidates: Candidate[],
): Promise<void> {
  const [best] = candidates;
  if (!best) return;
  const images = candidates.filter(({ tag }) => tag === best.tag);
  await announceRelease(services, pipeline, {
    announcedBy: ANNOUNCER,
    announcement: {
      images: images.map(({ name, tag, digest, createdAt }) => ({
        name,
        tag,
        digest,
        ...(createdAt ? { builtAt: createdAt } : {}),
      })),
      source: images.find(({ source }) => source)?.source,
    },
  });
}
