import { LocalRepositories } from './LocalRepositories';
import { BOT, TestHost, URL_OF_HOST } from './__testUtils__/TestHost';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('several at once', () => {
  let host: TestHost;

  beforeEach(async () => {
    host = await TestHost.create();
  });

  afterEach(() => host.remove());

  it('opens one pull request for one head and base', async () => {
    await host.branch('promote', { 'a.yaml': 'a\n' });

    const opened = await Promise.all(
      numbers(20).map(() => host.open('promote')),
    );

    expect(new Set(opened.map(({ number }) => number))).toEqual(new Set([1]));
    expect(await host.deploy.pulls.list()).toHaveLength(1);
  }, 60_000);

  it('gives each of many heads a number of its own', async () => {
    for (const i of numbers(8)) await host.branch(`b${i}`, { [`${i}`]: 'x\n' });

    const opened = await Promise.all(numbers(8).map(i => host.open(`b${i}`)));

    expect(opened.map(({ number }) => number).sort()).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  }, 60_000);

  it.each(['merge', 'squash'] as const)(
    'loses nothing when ten are merged by %s',
    async method => {
      for (const i of numbers(10)) {
        await host.branch(`b${i}`, { [`${i}.yaml`]: `${i}\n` });
        await host.open(`b${i}`);
      }
      // As another process has it: nothing is shared but the folder.
      const other = LocalRepositories.at({
        root: host.repositories.root,
        url: URL_OF_HOST,
        bot: BOT,
      }).get('acme/deploy');

      const outcomes = await Promise.all(
        numbers(10).map(i =>
          (i % 2 ? host.deploy : other).pulls.merge(i + 1, {
            as: 'ravi',
            method,
          }),
        ),
      );

      expect(outcomes.map(({ status }) => status)).toEqual(
        numbers(10).map(() => 'merged'),
      );
      for (const i of numbers(10)) {
        expect(await other.readFile('main', `${i}.yaml`)).toBe(`${i}\n`);
      }
      expect(await host.git('rev-list', '--first-parent', '--count', 'main'))
        // The first commit, and one for each.
        .toBe('11');
    },
    120_000,
  );

  it('keeps every review', async () => {
    await host.branch('promote', { 'a.yaml': 'a\n' });
    await host.open('promote');

    await Promise.all(
      numbers(10).map(i =>
        host.deploy.pulls.review(1, { as: `dev${i}`, verdict: 'approved' }),
      ),
    );

    expect(await host.deploy.pulls.reviews(1)).toHaveLength(10);
  }, 60_000);

  it('merges a pull request once', async () => {
    await host.branch('promote', { 'a.yaml': 'a\n' });
    await host.open('promote');

    const outcomes = await Promise.all(
      numbers(5).map(() =>
        host.deploy.pulls.merge(1, { as: 'ravi', method: 'merge' }),
      ),
    );

    const commit = await host.git('rev-parse', 'refs/heads/main');
    expect(outcomes).toEqual(
      numbers(5).map(() => ({ status: 'merged', commit })),
    );
  }, 60_000);
});
