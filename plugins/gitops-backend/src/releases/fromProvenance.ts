import type { Provenance } from '../provenance/Provenance';
import type { StoredRelease } from '../store/ReleaseStore';
import { releaseId, type ReleaseImage } from './identity';
import { readOrigin, type ReleaseOrigin, versionOf } from './origins';

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

/** What made a release; changes that were sealed before this was said are of images. */
function originsOf({ origins = [] }: Provenance): ReleaseOrigin[] {
  const read = origins.flatMap(text => readOrigin(text) ?? []);
  return read.length > 0 ? read : [{ on: 'image' }];
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
  const origins = originsOf(provenance);
  return {
    entityRef: provenance.pipeline,
    id: provenance.release,
    version: versionOf(origins, images),
    origins,
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
