import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Mirror } from './Mirror';

const run = promisify(execFile);

const AT = '2026-03-01T08:00:00+01:00';
const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Dana',
  GIT_AUTHOR_EMAIL: 'dana@acme.example',
  GIT_AUTHOR_DATE: AT,
  GIT_COMMITTER_NAME: 'Release Bot',
  GIT_COMMITTER_EMAIL: 'bot@acme.example',
  GIT_COMMITTER_DATE: AT,
};

describe('the tags of a mirror', () => {
  let folder: string;
  let origin: string;
  let mirror: Mirror;

  const git = async (...args: string[]) =>
    (await run('git', ['-C', origin, ...args], { env })).stdout.trim();
  const commit = async () => {
    await git('commit', '--quiet', '--allow-empty', '-m', 'Begin');
    return git('rev-parse', 'HEAD');
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitops-tags-'));
    origin = join(folder, 'origin');
    await run('git', ['init', '--quiet', '-b', 'main', origin], { env });
    mirror = await Mirror.create({
      directory: join(folder, 'mirror.git'),
      remote: async () => ({ url: origin }),
    });
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('are read with their commits, and who made them where they say so', async () => {
    expect(await mirror.tags()).toEqual([]);
    const first = await commit();
    await git('tag', 'nightly');
    await git('tag', '-a', '-m', 'One', 'v1.0.0');
    expect(await mirror.tags()).toEqual([
      { name: 'nightly', commit: first, createdAt: '2026-03-01T07:00:00.000Z' },
      {
        name: 'v1.0.0',
        commit: first,
        tagger: { name: 'Release Bot', email: 'bot@acme.example' },
        createdAt: '2026-03-01T07:00:00.000Z',
      },
    ]);
    expect((await mirror.commit(first))?.author.name).toBe('Dana');
  });

  it('are read again where one is new, moved or gone', async () => {
    await commit();
    await git('tag', 'old');
    await git('tag', 'latest');
    await mirror.tags();
    await git('checkout', '--quiet', '--detach');
    const second = await commit();
    await git('tag', '-d', 'old');
    await git('tag', '-f', 'latest');
    await git('tag', 'new');
    expect(
      (await mirror.tags()).map(tag => [tag.name, tag.commit === second]),
    ).toEqual([
      ['latest', true],
      ['new', true],
    ]);
    expect(await mirror.has(second)).toBe(true);
  });

  it('are of commits alone', async () => {
    await commit();
    await git('tag', 'folder', 'HEAD^{tree}');
    expect(await mirror.tags()).toEqual([]);
  });
});
