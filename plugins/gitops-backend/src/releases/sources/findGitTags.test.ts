import type { GitTag } from '../../git/MirroredTags';
import { writeOrigin } from '../origins';
import type { GitTagRule } from '../releaseRules';
import { imagesAt } from './__testUtils__/imagesAt';
import { findGitTags } from './findGitTags';

const declared = [{ name: 'app', repository: 'ghcr.io/acme/app' }];

const commitOf = (name: string) =>
  Buffer.from(name).toString('hex').padEnd(40, '0');

const tag = (name: string, changes: Partial<GitTag> = {}): GitTag => ({
  name,
  commit: commitOf(name),
  createdAt: '2026-03-01T08:00:00.000Z',
  tagger: { name: 'Dana', email: 'dana@acme.example' },
  ...changes,
});

const rule = (changes: Partial<GitTagRule> = {}): GitTagRule => ({
  on: 'gitTag',
  select: 'semver',
  ...changes,
});

describe('findGitTags', () => {
  const find = async (options: {
    rules?: GitTagRule[];
    tags: GitTag[];
    there?: string[];
    made?: string[];
  }) => {
    const { asked, images } = imagesAt(
      Object.fromEntries(
        (options.there ?? []).map(name => [
          `ghcr.io/acme/app:${name}`,
          'there',
        ]),
      ),
    );
    const found = await findGitTags(options.rules ?? [rule()], options.tags, {
      declared,
      known: [],
      made: new Set(
        (options.made ?? []).map(name =>
          writeOrigin({ on: 'gitTag', name, commit: commitOf(name) }),
        ),
      ),
      images,
    });
    return {
      asked,
      releases: found.releases.map(({ origin }) => writeOrigin(origin)),
      candidates: found.candidates.map(
        ({ name, status, reason }) => `${name} ${status}: ${reason}`,
      ),
    };
  };

  it('makes a release of the best tag whose image is there, and says of the others why not', async () => {
    expect(
      await find({
        tags: [tag('v1.0.0'), tag('v1.1.0'), tag('v1.2.0'), tag('nightly')],
        there: ['v1.0.0', 'v1.1.0'],
      }),
    ).toEqual({
      asked: ['ghcr.io/acme/app:v1.2.0', 'ghcr.io/acme/app:v1.1.0'],
      releases: [`gitTag ${commitOf('v1.1.0')} v1.1.0`],
      candidates: [
        'nightly excluded: "nightly" is no semantic version of three numbers, such as 1.2.3 or v1.2.3.',
        'v1.2.0 waiting: Waits for app. ghcr.io/acme/app:v1.2.0 is not there.',
        'v1.0.0 excluded: v1.1.0 is preferred to v1.0.0: of what is found at one time, the best alone makes a release.',
      ],
    });
  });

  it('asks for nothing where the best made its release already', async () => {
    const { asked, releases, candidates } = await find({
      tags: [tag('v1.0.0'), tag('v1.1.0')],
      made: ['v1.0.0', 'v1.1.0'],
    });
    expect({ asked, releases, candidates }).toEqual({
      asked: [],
      releases: [],
      candidates: [],
    });
  });

  it('looks again where a tag was moved to another commit', async () => {
    const { releases } = await find({
      tags: [tag('v1.0.0', { commit: 'b'.repeat(40) })],
      made: ['v1.0.0'],
      there: ['v1.0.0'],
    });
    expect(releases).toEqual([`gitTag ${'b'.repeat(40)} v1.0.0`]);
  });

  it('goes by who made a tag, with their address', async () => {
    const { releases, candidates } = await find({
      rules: [rule({ author: '@acme\\.example>$' })],
      tags: [
        tag('v1.0.0'),
        tag('v2.0.0', { tagger: { name: 'Otto', email: 'otto@evil.example' } }),
        tag('v3.0.0', { tagger: undefined }),
      ],
      there: ['v1.0.0', 'v2.0.0', 'v3.0.0'],
    });
    expect(releases).toEqual([`gitTag ${commitOf('v1.0.0')} v1.0.0`]);
    expect(candidates).toEqual([
      expect.stringMatching(/^v2\.0\.0 excluded: "Otto <otto@evil\.example>"/),
      expect.stringMatching(/^v3\.0\.0 excluded: Nobody knows who made/),
    ]);
  });

  it('lets each rule have its best', async () => {
    const { releases, candidates } = await find({
      rules: [
        rule({ tags: '^v' }),
        rule({ tags: '^nightly-(\\d+)$', select: 'numeric', extract: '$1' }),
      ],
      tags: [tag('v1.0.0'), tag('nightly-7'), tag('other')],
      there: ['v1.0.0', 'nightly-7'],
    });
    expect(releases.map(origin => origin.split(' ')[2])).toEqual([
      'nightly-7',
      'v1.0.0',
    ]);
    expect(candidates).toEqual([
      'other excluded: "other" does not match ^v. "other" does not match ^nightly-(\\d+)$.',
    ]);
  });

  it('looks for the images of some tags only, the best first', async () => {
    const { asked, candidates } = await find({
      tags: Array.from({ length: 12 }, (_, minor) => tag(`v1.${minor}.0`)),
    });
    expect(asked).toHaveLength(10);
    expect(asked[0]).toBe('ghcr.io/acme/app:v1.11.0');
    expect(candidates.slice(-2)).toEqual([
      'v1.1.0 waiting: The images of the 10 tags that are preferred to v1.1.0 are looked for first.',
      'v1.0.0 waiting: The images of the 10 tags that are preferred to v1.0.0 are looked for first.',
    ]);
  });

  it('says that no image can be tagged like this', async () => {
    const { asked, candidates } = await find({
      rules: [rule({ select: 'alphabetical' })],
      tags: [tag('release/1.0')],
    });
    expect(asked).toEqual([]);
    expect(candidates).toEqual([
      expect.stringMatching(
        /^release\/1\.0 excluded: No image can have the tag "release\/1\.0"/,
      ),
    ]);
  });
});
