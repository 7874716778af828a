import { chooser, imageRule } from '../__testUtils__/chooseBy';
import { digestFor, FakeReader } from '../__testUtils__/FakeReader';
import { TestClock } from '../../registries/__testUtils__/TestClock';
import {
  RegistryRefused,
  RegistryUnavailable,
} from '../../registries/problems';
import { findTags } from './findTags';
import { KnownTags } from './KnownTags';
import { SeenTags } from './SeenTags';

const REPOSITORY = 'ghcr.io/acme/app';

const minute = (count: number) =>
  new Date(Date.UTC(2026, 2, 1, 8, count)).toISOString();

/** `v100`, `v101`, ..., built one minute after the other. */
const builds = (count: number, first = 100) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `v${first + index}`,
      minute(index),
    ]),
  );

describe('findTags', () => {
  let clock: TestClock;

  beforeEach(() => {
    clock = new TestClock();
  });

  /** Looks again and again with what was learned before. */
  const lookerAt = (reader: FakeReader, changes: object = {}) => {
    const known = new KnownTags({ reader, clock });
    const seen = new SeenTags({ clock });
    const tools = { reader, known, seen, chooser, clock };
    return (until = Infinity) => {
      reader.asked.length = 0;
      return findTags(REPOSITORY, imageRule(changes), tools, until);
    };
  };

  const resolved = ({ asked }: FakeReader) =>
    asked.filter(one => one.startsWith('resolve'));

  it('asks for the best twenty alone where names tell them', async () => {
    const reader = new FakeReader(builds(500));
    const found = await lookerAt(reader)();
    expect(found).toMatchObject({
      status: 'found',
      tags: Array.from({ length: 20 }, (_, index) => ({
        tag: `v${599 - index}`,
      })),
    });
    expect(resolved(reader)).toHaveLength(20);
  });

  it('asks for nothing but the list where nothing has changed', async () => {
    const reader = new FakeReader(builds(500));
    const look = lookerAt(reader);
    const before = await look();
    expect(await look()).toEqual(before);
    expect(reader.asked).toEqual([`list ${REPOSITORY}`]);
  });

  it('asks for what is new among the best', async () => {
    const reader = new FakeReader(builds(500));
    const look = lookerAt(reader);
    await look();
    reader.set('v600', minute(600));
    expect(await look()).toMatchObject({
      tags: expect.arrayContaining([expect.objectContaining({ tag: 'v600' })]),
    });
    expect(resolved(reader)).toEqual([`resolve ${REPOSITORY}:v600`]);
  });

  it('asks for nothing that the rule does not take', async () => {
    const reader = new FakeReader({ ...builds(2), w1: minute(0) });
    await lookerAt(reader, { tags: 'w' })();
    expect(resolved(reader)).toEqual([`resolve ${REPOSITORY}:w1`]);
  });

  describe('by time', () => {
    it('finds nothing before every tag is known, for an old one would pass for new', async () => {
      const reader = new FakeReader({ ...builds(44), a0: minute(600) });
      const look = lookerAt(reader, { select: 'newest' });
      expect([await look(), await look()]).toEqual([
        { status: 'learning', known: 20, of: 45 },
        { status: 'learning', known: 40, of: 45 },
      ]);
      const found = await look();
      expect(resolved(reader)).toHaveLength(5);
      expect(found.status === 'found' && found.tags.length).toBe(20);
      expect(found).toMatchObject({
        tags: expect.arrayContaining([
          expect.objectContaining({ tag: 'a0' }),
          expect.objectContaining({ tag: 'v143' }),
        ]),
      });
      expect(found.status === 'found' && found.tags[0].tag).toBe('a0');
    });

    it('asks for no more than a thousand, and says what to do', async () => {
      const reader = new FakeReader(builds(1_001, 1_000));
      expect(await lookerAt(reader, { select: 'newest' })()).toEqual({
        status: 'blocked',
        reason: `1001 tags of ${REPOSITORY} match the rule, and each had to be asked for when it was built; more than 1000 are not. Narrow its tags, or select by semver, numeric or alphabetical.`,
      });
      expect(resolved(reader)).toEqual([]);
    });
  });

  it('asks each time for what moves where the rule follows digests', async () => {
    const reader = new FakeReader({ latest: minute(0) });
    const look = lookerAt(reader, { select: 'digest' });
    await look();
    reader.set('latest', minute(1));
    expect(await look()).toMatchObject({
      tags: [{ tag: 'latest', digest: digestFor('latest', minute(1)) }],
    });
  });

  it('keeps to what a tag meant first where it does not', async () => {
    const reader = new FakeReader({ latest: minute(0) });
    const look = lookerAt(reader);
    await look();
    reader.set('latest', minute(1));
    expect(await look()).toMatchObject({
      tags: [{ digest: digestFor('latest', minute(0)) }],
    });
  });

  it('passes over what is not taken, says why, and asks for it again in an hour', async () => {
    const reader = new FakeReader({
      v1: minute(1),
      v2: new RegistryRefused('ghcr.io lies.'),
    });
    const look = lookerAt(reader);
    expect(await look()).toMatchObject({
      tags: [{ tag: 'v1' }],
      passedOver: [{ tag: 'v2', reason: 'ghcr.io lies.' }],
    });
    reader.set('v2', minute(2));
    expect(await look()).toMatchObject({ tags: [{ tag: 'v1' }] });
    clock.pass(3_600_000);
    expect(await look()).toMatchObject({
      tags: [{ tag: 'v2' }, { tag: 'v1' }],
    });
  });

  it('knows nothing new of a registry that is away', async () => {
    const reader = new FakeReader({ v1: new RegistryUnavailable('Away.', 0) });
    await expect(lookerAt(reader)()).rejects.toThrow('Away.');
  });

  it('leaves the rest for later when the time is up, and finds the best first', async () => {
    const reader = new FakeReader(builds(3));
    const { resolve } = reader;
    reader.resolve = async (...args) => {
      clock.pass(1_000);
      return resolve.apply(reader, args);
    };
    const look = lookerAt(reader);
    const first = await look(clock.now() + 1_500);
    expect(first).toMatchObject({ tags: [{ tag: 'v102' }, { tag: 'v101' }] });
    expect(await look()).toMatchObject({
      tags: [{ tag: 'v102' }, { tag: 'v101' }, { tag: 'v100' }],
    });
  });
});
