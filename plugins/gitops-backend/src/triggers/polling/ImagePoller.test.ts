import { mockServices } from '@backstage/backend-test-utils';
import { randomFrom } from '../../__testUtils__/randomFrom';
import type { StoredPipeline } from '../../pipelines/Declaration';
import type { ReleaseCandidate } from '../../releases/Candidate';
import { chooser, imageRule } from '../__testUtils__/chooseBy';
import { FakeReader } from '../__testUtils__/FakeReader';
import { HandClock } from '../__testUtils__/HandClock';
import { RegistryUnavailable } from '../../registries/problems';
import { ImagePoller, type ImagePollerOptions } from './ImagePoller';

const BUILT = '2026-03-01T08:00:00.000Z';
const REPOSITORY = 'ghcr.io/acme/app';
const PERIOD = 120_000;

const pipeline = (
  name: string,
  changes: { repository?: string; rule?: object } = {},
): StoredPipeline => ({
  entityRef: `component:default/${name}`,
  title: name,
  revision: 1,
  owners: [],
  declaration: {
    scopes: [],
    environments: [],
    images: [{ name: 'app', repository: changes.repository ?? REPOSITORY }],
    releases: [imageRule(changes.rule)],
  },
});

describe('ImagePoller', () => {
  let clock: HandClock;
  let reader: FakeReader;
  let announced: string[];
  let kept: Map<string, ReleaseCandidate[]>;
  let logger: ReturnType<typeof mockServices.logger.mock>;
  let stored: StoredPipeline[];
  let poller: ImagePoller | undefined;
  let shutDown: Array<() => void | Promise<void>>;

  beforeEach(() => {
    clock = new HandClock();
    reader = new FakeReader({ v1: BUILT });
    announced = [];
    kept = new Map();
    logger = mockServices.logger.mock();
    stored = [pipeline('payments')];
    shutDown = [];
  });

  afterEach(async () => {
    await poller?.stop();
    poller = undefined;
  });

  const start = (options: Partial<ImagePollerOptions> = {}) => {
    poller = ImagePoller.start({
      pipelines: {
        list: async ({ after = '', limit }) =>
          stored.filter(({ entityRef }) => entityRef > after).slice(0, limit),
      },
      isWatched: () => true,
      periodOf: () => PERIOD,
      reader,
      chooser,
      announce: async ({ entityRef }, candidates) => {
        const tags = candidates.map(({ tag }) => tag);
        announced.push(`${entityRef} ${tags.join()}`);
      },
      keep: async ({ entityRef }, origin, candidates) => {
        kept.set(`${entityRef} ${origin}`, candidates);
      },
      stop: new AbortController(),
      clock,
      random: () => 0.5,
      logger,
      lifecycle: {
        addShutdownHook: hook => shutDown.push(hook),
        addStartupHook: () => {},
      },
      ...options,
    });
    return poller;
  };

  it('announces what it finds, and again only what is new', async () => {
    start();
    await clock.pass(PERIOD);
    expect(announced).toEqual(['component:default/payments v1']);
    await clock.pass(3 * PERIOD);
    expect(announced).toHaveLength(1);
    reader.set('v2', BUILT);
    await clock.pass(2 * PERIOD);
    expect(announced).toEqual([
      'component:default/payments v1',
      'component:default/payments v2,v1',
    ]);
  });

  it('keeps what makes no release, and since when it is there where it came later', async () => {
    stored = [pipeline('payments', { rule: { tags: 'v' } })];
    reader.set('main', BUILT);
    start();
    await clock.pass(PERIOD);
    reader.set('test', BUILT);
    await clock.pass(2 * PERIOD);
    const left = (name: string) => ({
      on: 'image',
      name,
      images: ['app'],
      status: 'excluded',
      reason: `${name} is not v.`,
    });
    expect(kept).toEqual(
      new Map([
        [
          'component:default/payments image app',
          [
            { ...left('test'), seenAt: expect.stringMatching(/^1970-01-01/) },
            left('main'),
          ],
        ],
      ]),
    );
  });

  it('says what every rule on an image has against a tag, and nothing of what one takes', async () => {
    const [declared] = stored;
    stored = [
      {
        ...declared,
        declaration: declared.declaration && {
          ...declared.declaration,
          releases: [imageRule({ tags: 'w' }), imageRule({ tags: 'x' })],
        },
      },
    ];
    reader.set('x1', BUILT);
    start();
    await clock.pass(PERIOD);
    expect(
      kept
        .get('component:default/payments image app')
        ?.map(({ name, reason }) => `${name}: ${reason}`),
    ).toEqual(['v1: v1 is not w. v1 is not x.']);
  });

  it('looks at once where it is told of a push, and only at what somebody watches', async () => {
    const running = start({ random: () => 1 });
    await running.onImage({ repository: 'ghcr.io/acme/other' });
    expect(reader.asked).toEqual([]);
    await running.onImage({ repository: REPOSITORY });
    await running.onImage({ repository: 'acme/app' });
    expect(announced).toEqual(['component:default/payments v1']);
  });

  it('asks no registry that the platform team does not list', async () => {
    const running = start({ isWatched: () => false });
    await running.onImage({ repository: REPOSITORY });
    await clock.pass(5 * PERIOD);
    expect(reader.asked).toEqual([]);
  });

  it('tells whoever told it of a push that nothing could be learned', async () => {
    reader.listTags = async () => {
      throw new RegistryUnavailable('ghcr.io is away.', clock.now());
    };
    await expect(
      start({ random: () => 1 }).onImage({ repository: REPOSITORY }),
    ).rejects.toThrow('ghcr.io is away.');
  });

  it('costs one list a period where nothing changes', async () => {
    start();
    await clock.pass(PERIOD);
    reader.asked.length = 0;
    await clock.pass(10 * PERIOD);
    expect(reader.asked.every(one => one === `list ${REPOSITORY}`)).toBe(true);
    expect(reader.asked.length).toBeGreaterThanOrEqual(9);
    expect(reader.asked.length).toBeLessThanOrEqual(10);
  });

  it('lists a repository once, however many pipelines share it', async () => {
    stored = Array.from({ length: 250 }, (_, count) =>
      pipeline(`p${1_000 + count}`),
    );
    start();
    await clock.pass(PERIOD);
    expect(reader.asked).toEqual([
      `list ${REPOSITORY}`,
      `resolve ${REPOSITORY}:v1`,
    ]);
    expect(announced).toHaveLength(250);
  });

  it('looks at each of a thousand repositories about once a period', async () => {
    stored = Array.from({ length: 1_000 }, (_, count) =>
      pipeline(`p${1_000 + count}`, { repository: `${REPOSITORY}-${count}` }),
    );
    start({ random: randomFrom(7) });
    await clock.pass(5 * PERIOD);
    const listed = reader.asked.filter(one => one.startsWith('list'));
    expect(new Set(listed).size).toBe(1_000);
    expect(listed.length).toBeGreaterThan(4_300);
    expect(listed.length).toBeLessThan(5_500);
  });

  it('goes on at once while it learns when tags were built', async () => {
    reader = new FakeReader(
      Object.fromEntries(
        Array.from({ length: 65 }, (_, count) => [`v${100 + count}`, BUILT]),
      ),
    );
    stored = [pipeline('payments', { rule: { select: 'newest' } })];
    start();
    await clock.pass(PERIOD / 2 + 10_000);
    expect(announced).toHaveLength(1);
  });

  it('follows pipelines that come and go', async () => {
    start();
    await clock.pass(PERIOD);
    stored = [pipeline('orders', { repository: 'ghcr.io/acme/orders' })];
    await clock.pass(PERIOD);
    reader.asked.length = 0;
    await clock.pass(2 * PERIOD);
    expect(new Set(reader.asked)).toEqual(
      new Set(['list ghcr.io/acme/orders']),
    );
  });

  it('says once what is wrong, asks ever more rarely, and goes on by itself', async () => {
    const { listTags } = reader;
    reader.listTags = async repository => {
      await listTags.call(reader, repository);
      throw new RegistryUnavailable('ghcr.io is away.', clock.now());
    };
    const running = start();
    await clock.pass(10 * PERIOD);
    expect(reader.asked).toHaveLength(4);
    expect(logger.warn.mock.calls).toEqual([
      [
        'A registry could not be polled',
        { repository: REPOSITORY, problem: 'ghcr.io is away.' },
      ],
    ]);
    expect(running.problemOf(REPOSITORY)).toBe('ghcr.io is away.');

    reader.listTags = listTags;
    await clock.pass(8 * PERIOD);
    expect(announced).toEqual(['component:default/payments v1']);
    expect(running.problemOf(REPOSITORY)).toBeUndefined();
  });

  it('keeps a pipeline from no release because of another', async () => {
    stored = [pipeline('broken'), pipeline('payments')];
    const seen: string[] = [];
    start({
      announce: async ({ entityRef }) => {
        seen.push(entityRef);
        if (entityRef.endsWith('broken')) throw new Error('No.');
      },
    });
    await clock.pass(PERIOD);
    expect(seen).toEqual([
      'component:default/broken',
      'component:default/payments',
    ]);
    await clock.pass(2 * PERIOD);
    expect(seen.slice(2)).toContain('component:default/broken');
    expect(seen.slice(2)).not.toContain('component:default/payments');
  });

  it('outlives a store that fails', async () => {
    let fails = true;
    start({
      pipelines: {
        list: async () => {
          if (fails) throw new Error('The database is away.');
          return stored;
        },
      },
    });
    await clock.pass(5_000);
    fails = false;
    await clock.pass(PERIOD);
    expect(announced).toHaveLength(1);
  });

  it('ends with the backend, and ends the requests under way', async () => {
    const stop = new AbortController();
    const begun = new Promise<void>(resolve => {
      start({
        stop,
        reader: {
          listTags: () =>
            new Promise((_, reject) => {
              stop.signal.addEventListener('abort', () =>
                reject(stop.signal.reason),
              );
              resolve();
            }),
          resolve: reader.resolve,
        },
      });
    });
    // It never gets there: nobody sleeps any more.
    void clock.pass(PERIOD);
    await begun;
    await Promise.all(shutDown.map(hook => hook()));
    expect(stop.signal.aborted).toBe(true);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
