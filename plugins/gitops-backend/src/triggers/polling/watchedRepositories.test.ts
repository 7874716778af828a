import type { StoredPipeline } from '../../pipelines/Declaration';
import { imageRule } from '../__testUtils__/chooseBy';
import { watchedRepositories } from './watchedRepositories';

const app = { name: 'app', repository: 'ghcr.io/acme/app' };
const web = { name: 'web', repository: 'ghcr.io/acme/web' };

const pipeline = (
  entityRef: string,
  declared: Partial<NonNullable<StoredPipeline['declaration']>>,
): StoredPipeline => ({
  entityRef,
  title: entityRef,
  revision: 1,
  owners: [],
  declaration: {
    scopes: [],
    environments: [],
    images: [app, web],
    releases: [],
    ...declared,
  },
});

describe('watchedRepositories', () => {
  it.each<[string, StoredPipeline[], Record<string, string[]>]>([
    [
      'the image of a rule',
      [pipeline('a', { releases: [imageRule({ image: 'app' })] })],
      { 'ghcr.io/acme/app': ['a: app'] },
    ],
    [
      'all images of a rule that makes one release of several',
      [pipeline('a', { releases: [imageRule({ images: ['app', 'web'] })] })],
      {
        'ghcr.io/acme/app': ['a: app,web'],
        'ghcr.io/acme/web': ['a: app,web'],
      },
    ],
    [
      'each image by itself for a rule that names none',
      [pipeline('a', { releases: [imageRule({ image: undefined })] })],
      { 'ghcr.io/acme/app': ['a: app'], 'ghcr.io/acme/web': ['a: web'] },
    ],
    [
      'one repository for several pipelines',
      [
        pipeline('a', { releases: [imageRule()] }),
        pipeline('b', { releases: [imageRule()] }),
      ],
      { 'ghcr.io/acme/app': ['a: app', 'b: app'] },
    ],
    [
      'nothing for releases of another kind',
      [pipeline('a', { releases: [{ on: 'gitTag', select: 'newest' }] })],
      {},
    ],
    [
      'nothing for a file that was never valid',
      [{ ...pipeline('a', {}), declaration: undefined }],
      {},
    ],
  ])('watches %s', (_, pipelines, expected) => {
    const watched = [...watchedRepositories(pipelines)].map(
      ([repository, watches]) => [
        repository,
        watches.map(
          one =>
            `${one.pipeline.entityRef}: ${one.images.map(({ name }) => name)}`,
        ),
      ],
    );
    expect(Object.fromEntries(watched)).toEqual(expected);
  });
});
