import type { Provenance } from '../provenance/Provenance';
import type { StoredRelease } from '../store/ReleaseStore';
import { releaseId, type ReleaseImage } from './identity';

/** `name=repository:tag@digest`, as {@link Provenance} carries images. */
export function writeImage(image: ReleaseImage): string {
  return `${image.name}=${image.repository}:${image.tag}${
    image.digest ? `@${image.digest}` : ''
  }`;
}

function readImage(text: string): ReleaseImage | undefined {
  const match = /^([^=]+)=([^@]+):([^:/@]+)(?:@(sha256:[0-9a-f]{64}))?$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, name, repository, tag, digest] = match;
  return { name, repository, tag, ...(digest ? { digest } : {}) };
}

/** The release that a sealed change names, found again without a database. */
export function releaseFromProvenance(
  provenance: Provenance,
  at: string,
): StoredRelease | undefined {
  const images = provenance.images.flatMap(text => {
    const image = readImage(text);
    return image ? [image] : [];
  });
  if (
    images.length === 0 ||
    releaseId(provenance.pipeline, images) !== provenance.release
  ) {
    return undefined;
  }
  const [repository, commit] = provenance.source?.split('@') ?? [];
  return {
    entityRef: provenance.pipeline,
    id: provenance.release,
    version: images[0].tag,
    trigger: 'image',
    images,
    ...(repository && commit
      ? {
          source: {
            repository,
            commit,
            author: {
              name: provenance.requestedBy.split('/').pop() ?? '',
              entityRef: provenance.requestedBy,
            },
          },
        }
      : {}),
    announcedAt: at,
    announcedBy: 'found in Git',
  };
}
