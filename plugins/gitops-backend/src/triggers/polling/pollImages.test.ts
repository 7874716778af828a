import { chooser, imageRule } from '../__testUtils__/chooseBy';
import { digestFor, FakeReader } from '../__testUtils__/FakeReader';
import { TestClock } from '../../registries/__testUtils__/TestClock';
import { KnownTags } from './KnownTags';
import { pollImages } from './pollImages';
import { SeenTags } from './SeenTags';

const BUILT = '2026-03-01T08:00:00.000Z';

const app = { name: 'app', repository: 'ghcr.io/acme/app' };
const web = { name: 'web', repository: 'ghcr.io/acme/web' };

describe('pollImages', () => {
  const poll = (
    images: Array<typeof app>,
    tags: Record<string, Record<string, string>>,
    select: 'alphabetical' | 'newest' = 'alphabetical',
  ) => {
    const readers = new Map(
      Object.entries(tags).map(([name, one]) => [
        `ghcr.io/acme/${name}`,
        new FakeReader(one),
      ]),
    );
    const readerOf = (repository: string) => {
      const reader = readers.get(repository);
      if (!reader) throw new Error(`Nothing is told of ${repository}`);
      return reader;
    };
    const clock = new TestClock();
    const reader = {
      listTags: (repository: string) =>
        readerOf(repository).listTags(repository),
      resolve: (repository: string, tag: string) =>
        readerOf(repository).resolve(repository, tag),
    };
    const known = new KnownTags({ reader, clock });
    return pollImages(
      images,
      imageRule({ select }),
      { reader, known, seen: new SeenTags({ clock }), chooser, clock },
      Infinity,
    );
  };

  it('names the image of each candidate', async () => {
    expect(await poll([app], { app: { v1: BUILT } })).toEqual({
      status: 'found',
      candidates: [
        {
          name: 'app',
          tag: 'v1',
          digest: digestFor('v1', BUILT),
          createdAt: BUILT,
          source: undefined,
        },
      ],
      left: [],
    });
  });

  it('takes of several images only tags that all of them have', async () => {
    const outcome = await poll([app, web], {
      app: { v1: BUILT, v2: BUILT, v3: BUILT },
      web: { v1: BUILT, v2: BUILT, other: BUILT },
    });
    expect(
      outcome.status === 'found' &&
        outcome.candidates.map(({ name, tag }) => `${name}:${tag}`),
    ).toEqual(['app:v2', 'app:v1', 'web:v2', 'web:v1']);
    const images = ['app', 'web'];
    expect(outcome.status === 'found' && outcome.left).toEqual([
      {
        on: 'image',
        name: 'v3',
        images,
        status: 'waiting',
        reason: 'Waits for web: no image has the tag v3 there yet.',
      },
      {
        on: 'image',
        name: 'v1',
        images,
        status: 'excluded',
        reason:
          'v2 is preferred to v1: of what is found at one time, the best alone makes a release.',
      },
      {
        on: 'image',
        name: 'other',
        images,
        status: 'excluded',
        reason:
          'v2 is preferred to other: of what is found at one time, the best alone makes a release.',
      },
    ]);
  });

  it('finds nothing while it is still learning of one of them', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 21 }, (_, index) => [`v${100 + index}`, BUILT]),
    );
    expect(
      await poll([app, web], { app: { v100: BUILT }, web: many }, 'newest'),
    ).toEqual({ status: 'learning', known: 20, of: 21 });
  });
});
