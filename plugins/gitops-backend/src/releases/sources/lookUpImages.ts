import {
  RegistryRefused,
  RegistryUnavailable,
} from '../../registries/problems';
import type { Resolution } from '../../registries/RegistryReader';
import { parseRepository } from '../../registries/RepositoryName';
import type { ReleaseCandidate } from '../Candidate';
import type { ReleaseImage } from '../identity';
import type { DeclaredImage } from '../imagesOfRule';

/** How registries are asked. */
export interface ImageSource {
  resolve(repository: string, tag: string): Promise<Resolution>;
  /** May the registry of a repository be asked? */
  isWatched(repository: string): boolean;
}

/** The images that make a release, or what it lacks. */
export type ImagesLookup =
  | { status: 'found'; images: ReleaseImage[] }
  | Pick<ReleaseCandidate, 'status' | 'reason'>;

type ImageLookup =
  | { status: 'found'; image: ReleaseImage }
  | Pick<ReleaseCandidate, 'status' | 'reason'>;

async function lookUpImage(
  { name, repository }: DeclaredImage,
  tag: string,
  source: ImageSource,
): Promise<ImageLookup> {
  if (!source.isWatched(repository)) {
    const registry = parseRepository(repository)?.registry ?? repository;
    return {
      status: 'waiting',
      reason: `Nobody may ask whether ${repository}:${tag} is there: the platform team has to list ${registry} below gitops.registries.`,
    };
  }
  try {
    const resolution = await source.resolve(repository, tag);
    if (resolution.status === 'absent') {
      return { status: 'waiting', reason: resolution.reason };
    }
    const { digest, createdAt } = resolution.image;
    return {
      status: 'found',
      image: {
        name,
        repository,
        tag,
        digest,
        ...(createdAt ? { builtAt: createdAt } : {}),
      },
    };
  } catch (error) {
    if (error instanceof RegistryRefused) {
      return { status: 'excluded', reason: error.message };
    }
    if (error instanceof RegistryUnavailable) {
      return { status: 'waiting', reason: error.message };
    }
    throw error;
  }
}

/** Looks whether all images that make a release have its tag. */
export async function lookUpImages(
  declared: DeclaredImage[],
  tag: string,
  source: ImageSource,
): Promise<ImagesLookup> {
  const images: ReleaseImage[] = [];
  const lacking: string[] = [];
  const reasons: string[] = [];
  for (const one of declared) {
    const looked = await lookUpImage(one, tag, source);
    if (looked.status === 'excluded') return looked;
    if (looked.status === 'found') {
      images.push(looked.image);
    } else {
      lacking.push(one.name);
      reasons.push(looked.reason);
    }
  }
  return lacking.length === 0
    ? { status: 'found', images }
    : {
        status: 'waiting',
        reason: `Waits for ${lacking.join(', ')}. ${reasons.join(' ')}`,
      };
}
