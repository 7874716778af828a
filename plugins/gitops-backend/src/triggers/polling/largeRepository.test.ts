import { buildImage } from '../../registries/__testUtils__/buildImage';
import { onLoopback, readerOf } from '../../registries/__testUtils__/readerOf';
import { RegistryStandIn } from '../../registries/__testUtils__/RegistryStandIn';
import { TestClock } from '../../registries/__testUtils__/TestClock';
import { imageRule } from '../__testUtils__/chooseBy';
import { findTags, MOST_CANDIDATES } from './findTags';
import { KnownTags } from './KnownTags';
import { SeenTags } from './SeenTags';
import { tagChooser } from './tagChooser';

const TAGS = 50_000;
const PAGE = 1_000;

/** What one tag is asked for: its digest, its manifest, its configuration. */
const REQUESTS_OF_A_TAG = 3;

/** What a tag can be at its longest, and no version. */
const LONG = `${'v1.'.repeat(42)}x`;

describe('a repository of 50,000 tags, by HTTP', () => {
  let registry: RegistryStandIn;

  beforeAll(async () => {
    registry = await RegistryStandIn.start();
    registry.pageSize = PAGE;
    const versions = Array.from(
      { length: TAGS / 2 },
      (_, index) => `v1.${index}.0`,
    );
    const best = versions.slice(-MOST_CANDIDATES);
    for (const tag of best) {
      registry.push('acme/app', tag, buildImage({ labels: { tag } }));
    }
    registry.tags.set('acme/app', [
      ...versions,
      ...Array.from({ length: TAGS / 2 }, (_, index) =>
        `${index}-${LONG}`.slice(0, 128),
      ),
    ]);
  });

  afterAll(() => registry.stop());

  it.each([
    ['a plain pattern', '^v'],
    // Each of these takes a backtracking engine longer than anybody lives, at every one of the long tags.
    ['nested repetition', '^(v?([0-9]+\\.?)*)*0$'],
    ['alternatives that are the same', '^v(\\d|\\d\\d|\\d+|\\.)+$'],
    ['many optional parts', `^v${'\\d?\\.?'.repeat(40)}$`],
  ])('is chosen from by %s, in as many requests', async (_, tags) => {
    registry.requests.length = 0;
    const reader = readerOf([onLoopback(registry.host)]);
    const clock = new TestClock();
    const found = await findTags(
      `${registry.host}/acme/app`,
      imageRule({ tags, select: 'semver' }),
      {
        reader,
        known: new KnownTags({ reader, clock }),
        seen: new SeenTags({ clock }),
        chooser: tagChooser,
        clock,
      },
      Infinity,
    );
    expect(found).toMatchObject({
      status: 'found',
      tags: Array.from({ length: MOST_CANDIDATES }, (__, index) => ({
        tag: `v1.${TAGS / 2 - 1 - index}.0`,
      })),
    });
    expect(registry.requests).toHaveLength(
      TAGS / PAGE + MOST_CANDIDATES * REQUESTS_OF_A_TAG,
    );
  });
});
