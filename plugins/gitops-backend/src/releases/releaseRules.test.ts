import type { ReleaseRule } from '@backstage-gitops/plugin-gitops-common';
import { rankReleases, type Trigger } from '@backstage-gitops/policy';
import type { PipelineWide } from '../pipelines/Declaration';
import type { StoredRelease } from '../store/ReleaseStore';
import type { ReleaseOrigin } from './origins';
import { isMadeBy, judgeImage, orderOf } from './releaseRules';

const AT = '2026-03-01T08:00:00Z';

const declared = (...releases: ReleaseRule[]): PipelineWide => ({
  images: [
    { name: 'app', repository: 'ghcr.io/acme/payments' },
    { name: 'web', repository: 'ghcr.io/acme/web' },
  ],
  releases,
});

const versions: ReleaseRule = {
  on: 'image',
  image: 'app',
  select: 'semver',
  range: '>=1.0.0',
};
const gitTags: ReleaseRule = { on: 'gitTag', select: 'newest' };

const pulls: ReleaseRule = {
  on: 'pullRequest',
  tag: 'pr-{{number}}',
  forks: false,
};

const nightlies: ReleaseRule = {
  on: 'image',
  image: 'app',
  tags: '^nightly-',
  ignore: 'debug',
  select: 'newest',
};

describe('judgeImage', () => {
  const judge = (rules: ReleaseRule[], tag: string, name = 'app') =>
    judgeImage(declared(...rules), { name, tag, heardAt: AT });

  it.each<[string, ReleaseRule[], string]>([
    ['the only rule', [versions], '1.2.0'],
    ['the first rule', [versions, nightlies], '1.2.0'],
    ['the last rule', [versions, nightlies], 'nightly-7'],
    ['a rule about every image', [{ on: 'image', select: 'newest' }], 'any'],
    [
      'a rule about several images',
      [{ on: 'image', images: ['web', 'app'], select: 'newest' }],
      'any',
    ],
  ])('takes what %s takes', (_, rules, tag) => {
    expect(judge(rules, tag)).toEqual({ status: 'eligible' });
  });

  it.each<[string, ReleaseRule[], string, string[]]>([
    [
      'every rule says why not',
      [versions, nightlies],
      '0.9.0',
      ['0.9.0 is outside >=1.0.0.', '"0.9.0" does not match ^nightly-.'],
    ],
    [
      'what one rule ignores',
      [nightlies],
      'nightly-debug',
      ['"nightly-debug" matches debug, which is ignored.'],
    ],
    [
      'no rule is about it',
      [{ ...versions, image: 'web' }, gitTags],
      '1.2.0',
      ['No rule below spec.releases makes releases of image "app".'],
    ],
    [
      'what the rule on pull requests is about',
      [{ on: 'image', select: 'newest' }, pulls],
      'pr-12',
      [
        '"pr-12" is the tag of a pull request\'s image, which no other rule takes.',
      ],
    ],
    [
      'a rule that was stored and can be read no longer',
      [{ ...versions, range: 'newest' }],
      '1.2.0',
      [
        'range: "newest" is no version to compare with; write a range such as >=1.0.0, ^1.2 or 1.0.x.',
      ],
    ],
  ])('leaves out, and %s', (_, rules, tag, reasons) => {
    expect(judge(rules, tag)).toEqual({ status: 'excluded', reasons });
  });
});

describe('isMadeBy', () => {
  const release = (changes: Partial<StoredRelease>): StoredRelease => ({
    entityRef: 'component:default/payments',
    id: 'r',
    version: '1.2.0',
    origins: [{ on: 'image' }],
    images: [
      { name: 'app', repository: 'ghcr.io/acme/payments', tag: '1.2.0' },
    ],
    announcedAt: AT,
    announcedBy: 'external:ci',
    ...changes,
  });
  const commit = 'a'.repeat(40);
  const tag: ReleaseOrigin = { on: 'gitTag', name: '1.2.0', commit };
  const pull: ReleaseOrigin = { on: 'pullRequest', number: 12, commit };
  const images = (repository: string, version: string) => [
    { name: 'app', repository, tag: version },
  ];

  it.each<[string, Partial<StoredRelease>, boolean]>([
    ['a tag that a rule takes', {}, true],
    [
      'a tag that none takes',
      { images: images('ghcr.io/acme/payments', '0.9.0') },
      false,
    ],
    [
      'an image that is not listed',
      { images: images('ghcr.io/acme/other', '1.2.0') },
      false,
    ],
    ['a trigger of a rule', { origins: [tag] }, true],
    ['a trigger of none', { origins: [pull] }, false],
    ['one trigger of several', { origins: [pull, tag] }, true],
  ])('%s', (_, changes, made) => {
    expect(isMadeBy(declared(versions, gitTags), release(changes))).toBe(made);
  });
});

describe('orderOf', () => {
  const ranked = (
    wide: PipelineWide | undefined,
    tags: string[],
    accepts?: Trigger[],
  ) =>
    rankReleases(
      tags.map((version, minute) => ({
        id: version,
        version,
        triggers: ['image' as const],
        mutable: false,
        announcedAt: `2026-03-01T08:0${minute}:00Z`,
      })),
      orderOf(wide, accepts),
    ).map(({ version }) => version);

  it.each<[string, Trigger[], string[]]>([
    ['the first rule on what it accepts', ['gitTag'], ['1.9.0', '1.10.0']],
    ['the first rule of all', ['image', 'gitTag'], ['1.10.0', '1.9.0']],
    [
      'time, where it takes pull requests, too',
      ['image', 'pullRequest'],
      ['1.9.0', '1.10.0'],
    ],
  ])('goes in an environment by %s', (_, accepts, order) => {
    expect(
      ranked(declared(versions, gitTags, pulls), ['1.10.0', '1.9.0'], accepts),
    ).toEqual(order);
  });

  it.each<[string, PipelineWide | undefined, string[], string[]]>([
    [
      'by the first rule',
      declared(versions, gitTags, nightlies),
      ['1.10.0', '1.9.0'],
      ['1.10.0', '1.9.0'],
    ],
    [
      'by what it extracts',
      declared({
        on: 'image',
        select: 'numeric',
        tags: '^main-(\\d+)',
        extract: '$1',
      }),
      ['main-10-ff', 'main-9-aa'],
      ['main-10-ff', 'main-9-aa'],
    ],
    [
      'the newest first, without such a rule',
      declared(gitTags),
      ['2.0.0', '1.0.0'],
      ['1.0.0', '2.0.0'],
    ],
    [
      'the newest first, without a declaration',
      undefined,
      ['2.0.0', '1.0.0'],
      ['1.0.0', '2.0.0'],
    ],
    [
      'by the way of a rule that can be read no longer',
      declared({ ...versions, range: 'newest' }),
      ['2.0.0', '1.0.0'],
      ['2.0.0', '1.0.0'],
    ],
  ])('%s', (_, wide, tags, order) => {
    expect(ranked(wide, tags)).toEqual(order);
  });
});
