import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCommit } from './commit';
import { git } from './git';
import type { Changes } from './tree';

describe('buildCommit', () => {
  const person = { name: 'dana', email: 'dana@example.com' };
  let directory: string;

  const commit = (parent: string | undefined, changes: Changes) =>
    buildCommit({
      directory,
      parent,
      changes,
      message: 'a change',
      author: person,
      committer: person,
      at: '2026-01-01T00:00:00Z',
    });

  const listing = async (id: string) =>
    (
      await git(['ls-tree', '-r', '--format=%(objectmode) %(path)', id], {
        directory,
      })
    )
      .toString()
      .trim()
      .split('\n');

  /** A script stored as executable, as a person's work tree would. */
  const executable = async (path: string) => {
    const [blob] = (
      await git(['hash-object', '-w', '--stdin'], {
        directory,
        input: '#!/bin/sh\n',
      })
    )
      .toString()
      .split('\n');
    const tree = await git(['mktree'], {
      directory,
      input: `100755 blob ${blob}\t${path}\n`,
    });
    return (
      await git(['commit-tree', tree.toString().trim(), '-m', 'a script'], {
        directory,
        env: {
          GIT_AUTHOR_NAME: 'a',
          GIT_AUTHOR_EMAIL: 'a@example.com',
          GIT_COMMITTER_NAME: 'a',
          GIT_COMMITTER_EMAIL: 'a@example.com',
        },
      })
    )
      .toString()
      .trim();
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gitops-commit-'));
    await git(['init', '--bare', '--quiet', directory]);
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('adds, changes and deletes files, and leaves the others alone', async () => {
    const first = await commit(
      undefined,
      new Map([
        ['a.yaml', { text: 'a: 1\n' }],
        ['b/[x]*.yaml', { text: 'b: 1\n' }],
        ['c.yaml', { text: 'c: 1\n' }],
      ]),
    );
    const second = await commit(
      first,
      new Map([
        ['a.yaml', undefined],
        ['b/[x]*.yaml', { text: 'b: 2\n' }],
      ]),
    );
    expect(await listing(second)).toEqual([
      '100644 b/[x]*.yaml',
      '100644 c.yaml',
    ]);
    expect(
      (await git(['show', `${second}:b/[x]*.yaml`], { directory })).toString(),
    ).toBe('b: 2\n');
  });

  it('keeps a script executable', async () => {
    const parent = await executable('run.sh');
    const changed = await commit(
      parent,
      new Map([['run.sh', { text: '#!/bin/sh\nexit 0\n' }]]),
    );
    expect(await listing(changed)).toEqual(['100755 run.sh']);
  });

  it('makes the same commit from the same facts', async () => {
    const changes: Changes = new Map([['a.yaml', { text: 'a: 1\n' }]]);
    expect(await commit(undefined, changes)).toBe(
      await commit(undefined, changes),
    );
  });
});
