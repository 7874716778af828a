import type { Provenance } from '../provenance/Provenance';
import { releaseFromProvenance, writeImage } from './fromProvenance';
import { releaseId } from './identity';
import { type ReleaseOrigin, writeOrigin } from './origins';

const PIPELINE = 'component:default/payments';

const image = {
  name: 'app',
  repository: 'ghcr.io/acme/payments',
  tag: '1.2.3',
  digest: `sha256:${'d'.repeat(64)}`,
};
const commit = 'a'.repeat(40);

describe('releaseFromProvenance', () => {
  const find = (changes: Partial<Provenance>) =>
    releaseFromProvenance(
      {
        pipeline: PIPELINE,
        environment: 'dev',
        action: 'promote',
        promotion: 'p',
        release: releaseId(PIPELINE, [image]),
        images: [writeImage(image)],
        requestedBy: 'automation',
        content: 'c',
        ...changes,
      },
      '2026-03-01T08:00:00.000Z',
    );

  it.each<[string, ReleaseOrigin[], string]>([
    ['an image', [{ on: 'image' }], '1.2.3'],
    ['a Git tag', [{ on: 'gitTag', name: 'v1.2.3', commit }], 'v1.2.3'],
    ['a pull request', [{ on: 'pullRequest', number: 12, commit }], '1.2.3'],
  ])('knows again what %s made, and its name', (_, origins, version) => {
    expect(find({ origins: origins.map(writeOrigin) })).toMatchObject({
      version,
      origins,
      images: [image],
    });
  });

  it('takes what was sealed before origins were for images', () => {
    expect(find({})?.origins).toEqual([{ on: 'image' }]);
  });

  it('finds nothing where the images are not those of the release', () => {
    expect(find({ release: 'another' })).toBeUndefined();
  });
});
