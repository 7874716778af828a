import {
  RegistryRefused,
  RegistryUnavailable,
} from '../../../registries/problems';
import type { ImageSource } from '../lookUpImages';

/** The digest of what a registry is said to have. */
export function digestAt(place: string): string {
  return `sha256:${Buffer.from(place).toString('hex').padEnd(64, '0')}`;
}

/** Registries that have these images and nothing else, and a note of what was asked. */
export function imagesAt(places: Record<string, 'there' | 'lie' | 'away'>): {
  asked: string[];
  images: ImageSource;
} {
  const asked: string[] = [];
  return {
    asked,
    images: {
      isWatched: repository => !repository.startsWith('quay.io/'),
      resolve: async (repository, tag) => {
        const place = `${repository}:${tag}`;
        asked.push(place);
        switch (places[place]) {
          case 'there':
            return {
              status: 'resolved',
              image: {
                digest: digestAt(place),
                mediaType: '',
                platforms: [],
              },
            };
          case 'lie':
            throw new RegistryRefused(`The registry lies about ${place}.`);
          case 'away':
            throw new RegistryUnavailable('The registry is away.', 0);
          default:
            return { status: 'absent', reason: `${place} is not there.` };
        }
      },
    },
  };
}
