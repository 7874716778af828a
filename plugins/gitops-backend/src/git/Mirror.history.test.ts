import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  LocalGitHost,
  LocalRepositories,
  type LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import { BOT, HOST_URL } from '../__testUtils__/seed';
import { git } from './git';
import type { Mirror } from './Mirror';
import { Mirrors } from './Mirrors';

jest.setTimeout(60_000);

const URL = `${HOST_URL}/acme/deploy`;

/** Names in the way of whoever reads what git prints. */
const HOSTILE = [
  ':100644 100644 0 0 M',
  `${'a'.repeat(40)}`,
  '\n:odd',
  'tab\tand "quotes"',
  'a folder/über/*.yaml',
];

describe('the history of a mirror', () => {
  let folder: string;
  let repository: LocalRepository;
  let mirror: Mirror;
  const commits: string[] = [];

  const commit = async (
    files: Record<string, string | undefined>,
    branch = 'main',
  ) => {
    const made = await repository.commitFiles({
      branch,
      files: new Map(Object.entries(files)),
      message: `Change ${Object.keys(files).length} files\n\nAs was asked.`,
      author: { name: 'Dana', email: 'dana@example.com' },
    });
    await mirror?.refresh();
    return made;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitops-history-'));
    const repositories = LocalRepositories.at({
      root: join(folder, 'git'),
      url: HOST_URL,
      bot: BOT,
    });
    repository = await repositories.create('acme/deploy');
    commits.push(await commit({ 'a/one': '1', 'b/two': '2', top: '3' }));
    commits.push(
      await commit(Object.fromEntries(HOSTILE.map(name => [name, name]))),
    );
    commits.push(await commit({ 'a/one': 'again' }));
    await git(['branch', 'side', 'main'], { directory: repository.directory });
    await commit({ 'b/two': 'by a pull request' }, 'side');
    const { number } = await repository.pulls.open({
      headBranch: 'side',
      baseBranch: 'main',
      title: 'Merge it',
      body: '',
      as: 'dana',
    });
    await repository.pulls.merge(number, { as: 'dana', method: 'merge' });
    commits.push((await repository.head('main')) ?? '');
    commits.push(await commit({ top: undefined, 'a/one/inner': 'a folder' }));
    const mirrors = Mirrors.create({
      hosts: [new LocalGitHost(repositories)],
      directory: join(folder, 'mirrors'),
    });
    ({ mirror } = await mirrors.get(URL));
    await mirror.refresh();
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('knows the paths of every commit, whatever they are called', async () => {
    const paths = await mirror.pathsBetween(commits[0], commits[4]);
    expect(paths?.map(one => [one.commit, [...one.paths].sort()])).toEqual([
      [commits[4], ['a/one', 'a/one/inner', 'top']],
      [commits[3], ['b/two']],
      [commits[2], ['a/one']],
      [commits[1], [...HOSTILE].sort()],
    ]);
  });

  it.each([
    [['a']],
    [['a/one']],
    [['b', 'top']],
    [['.']],
    [['b/tw']],
    [['a folder']],
    [HOSTILE],
  ])('finds what git itself finds for %j', async paths => {
    const all = await mirror.log({ from: commits[4], paths, limit: 100 });
    for (const [index, until] of commits.entries()) {
      const expected = all.filter(one =>
        commits.slice(index + 1).includes(one.commit),
      );
      const found = { from: commits[4], until, paths };
      expect(await mirror.log({ ...found, limit: 100 })).toEqual(expected);
      expect(await mirror.log({ ...found, limit: 1 })).toEqual(
        expected.slice(0, 1),
      );
    }
  });

  it('knows the last change of a file, however the branch moved since it was asked', async () => {
    const expected = [0, 0, 0, 3, 3].map(index => commits[index]);
    for (const order of [commits, [...commits].reverse()]) {
      for (const head of order) {
        expect(await mirror.lastChange(head, 'b/two')).toBe(
          expected[commits.indexOf(head)],
        );
      }
    }
    expect(await mirror.lastChange(commits[4], 'none')).toBeUndefined();
  });
});
