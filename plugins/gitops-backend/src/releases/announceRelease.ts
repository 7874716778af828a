import { InputError } from '@backstage/errors';
import type { Declaration, StoredPipeline } from '../pipelines/Declaration';
import type { StoredRelease } from '../store/ReleaseStore';
import { addRelease, type ReleaseServices } from './addRelease';
import type { ReleaseImage } from './identity';
import { judgeImage } from './releaseRules';

/** What a CI pipeline says. The author is never taken from it. */
export interface Announcement {
  images: Array<{
    name: string;
    tag: string;
    digest?: string;
    builtAt?: string;
  }>;
  source?: { repository: string; commit: string };
}

function imagesOf(
  declaration: Declaration,
  announcement: Announcement,
): ReleaseImage[] {
  const names = declaration.images.map(({ name }) => name);
  return announcement.images.map(image => {
    const declared = declaration.images.find(({ name }) => name === image.name);
    if (!declared) {
      throw new InputError(
        `This pipeline has no image "${image.name}"; it has ${names.join(
          ', ',
        )}.`,
      );
    }
    return { ...image, repository: declared.repository };
  });
}

function assertMakesRelease(
  declaration: Declaration,
  images: ReleaseImage[],
  at: string,
) {
  for (const { name, tag } of images) {
    const verdict = judgeImage(declaration, { name, tag, heardAt: at });
    if (verdict.status === 'excluded') {
      throw new InputError(
        `${name}:${tag} makes no release. ${verdict.reasons.join(' ')}`,
      );
    }
  }
}

/**
 * Takes a release that a CI pipeline announces, or that a registry has.
 *
 * @throws InputError where the announcement fits nothing that the pipeline declares.
 */
export async function announceRelease(
  services: ReleaseServices,
  pipeline: StoredPipeline,
  {
    announcement,
    announcedBy,
  }: { announcement: Announcement; announcedBy: string },
): Promise<StoredRelease> {
  const { declaration, entityRef } = pipeline;
  if (!declaration) {
    throw new InputError(
      `The pipeline file of ${entityRef} was never valid; its preflight says what to mend.`,
    );
  }
  const images = imagesOf(declaration, announcement);
  assertMakesRelease(declaration, images, new Date().toISOString());
  return addRelease(services, entityRef, {
    images,
    origin: { on: 'image' },
    source: announcement.source,
    announcedBy,
  });
}
