import type { ReleaseRule } from '@backstage-gitops/plugin-gitops-common';
import { imagesOfRule } from './imagesOfRule';

const app = { name: 'app', repository: 'ghcr.io/acme/app' };
const web = { name: 'web', repository: 'ghcr.io/acme/web' };

const image = { on: 'image', select: 'newest' } as const;
const gitTag = { on: 'gitTag', select: 'newest' } as const;

describe('imagesOfRule', () => {
  it.each<[string, ReleaseRule, object[][]]>([
    ['one that is named', { ...image, image: 'web' }, [[web]]],
    [
      'several in one release',
      { ...image, images: ['app', 'web'] },
      [[app, web]],
    ],
    ['each by itself where none is named', image, [[app], [web]]],
    ['all of a Git tag', gitTag, [[app, web]]],
    ['those of a Git tag', { ...gitTag, images: ['web'] }, [[web]]],
  ])('%s', (_, rule, images) => {
    expect(imagesOfRule(rule, [app, web])).toEqual(images);
  });
});
