import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  LocalGitHost,
  LocalRepositories,
  type LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import type {
  CommitOutcome,
  GitHost,
} from '@backstage-gitops/plugin-gitops-node';
import { CommittingHost } from '../__testUtils__/CommittingHost';
import { FlakyHost } from '../__testUtils__/FlakyHost';
import { listCommits } from '../__testUtils__/listCommits';
import { BOT, HOST_URL } from '../__testUtils__/seed';
import { buildCommit, type CommitDraft } from './commit';
import { git } from './git';
import { HostWriter } from './HostWriter';
import { type HostedRepository, Mirrors } from './Mirrors';

jest.setTimeout(60_000);

const REPOSITORY = `${HOST_URL}/acme/deploy`;
const committer = { name: 'GitOps', email: 'gitops@example.com' };

describe('HostWriter', () => {
  let folder: string;
  let repositories: LocalRepositories;
  let deploy: LocalRepository;
  let head: string;
  const writer = new HostWriter({ committer });

  const push = (branch: string, files: Record<string, string>) =>
    deploy.commitFiles({
      branch,
      files: new Map(Object.entries(files)),
      message: 'By a person',
      author: { name: 'Dana', email: 'dana@example.com' },
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitops-host-writer-'));
    repositories = LocalRepositories.at({
      root: join(folder, 'git'),
      url: HOST_URL,
      bot: BOT,
    });
    deploy = await repositories.create('acme/deploy');
    head = await push('main', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const hostedBy = async (host: GitHost): Promise<HostedRepository> => {
    const mirrors = Mirrors.create({
      hosts: [host],
      directory: join(folder, 'mirrors'),
    });
    const hosted = await mirrors.get(REPOSITORY);
    await hosted.mirror.refresh();
    return hosted;
  };

  const draft = (overrides: Partial<CommitDraft> = {}): CommitDraft => ({
    parent: head,
    changes: new Map([
      ['a.yaml', { text: 'a: 2\n' }],
      ['b.yaml', undefined],
    ]),
    message: 'Promote\n\nGitOps-Promotion: 1\n',
    at: '2026-01-01T00:00:00Z',
    ...overrides,
  });

  /** @returns the id of an object that is no text. */
  const pushPicture = async (branch: string, path: string) => {
    const { directory } = deploy;
    const input = Buffer.from([0xff, 0xfe, 0x00]);
    const written = await git(['hash-object', '-w', '--stdin'], {
      directory,
      input,
    });
    const objectId = written.toString().trim();
    const commit = await buildCommit({
      ...draft({ parent: undefined, changes: new Map([[path, { objectId }]]) }),
      directory,
      author: committer,
      committer,
    });
    await git(['update-ref', `refs/heads/${branch}`, commit], { directory });
    return objectId;
  };

  /** What a branch has, newest first. */
  const subjects = async (branch: string) =>
    (await listCommits(deploy.directory, branch)).map(({ subject }) => subject);

  const branches = async () =>
    (
      await git(
        ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'],
        {
          directory: deploy.directory,
        },
      )
    )
      .toString()
      .split('\n')
      .filter(Boolean);

  it('adds to a branch, in the name of the account', async () => {
    const hosted = await hostedBy(new CommittingHost(repositories));
    const told: string[] = [];
    const result = await writer.write({
      hosted,
      branch: 'main',
      expected: head,
      draft: draft(),
      onCommit: async commit => {
        told.push(commit);
      },
    });
    const commit = await deploy.head('main');
    expect(result).toEqual({ status: 'written', commit });
    expect(told).toEqual([commit]);
    expect(hosted.mirror.head('main')).toBe(commit);
    expect(await hosted.mirror.commit(commit ?? '')).toMatchObject({
      parents: [head],
      author: { name: 'app' },
    });
    expect(await deploy.readFile('main', 'a.yaml')).toBe('a: 2\n');
    expect(await deploy.readFile('main', 'b.yaml')).toBeUndefined();
  });

  it('begins a new branch at the parent, and one without a past at nothing', async () => {
    const hosted = await hostedBy(new CommittingHost(repositories));
    await writer.write({
      hosted,
      branch: 'proposal',
      expected: undefined,
      draft: draft(),
    });
    expect(await subjects('proposal')).toEqual(['Promote', 'By a person']);
    await writer.write({
      hosted,
      branch: 'state',
      expected: undefined,
      draft: draft({
        parent: undefined,
        changes: new Map([['hold.json', { text: '{}' }]]),
      }),
    });
    expect(await subjects('state')).toEqual(['Promote', 'Begin']);
    expect(await deploy.readFile('state', 'a.yaml')).toBeUndefined();
    expect(await deploy.readFile('state', 'hold.json')).toBe('{}');
  });

  it('replaces a branch without ever setting it back to its base', async () => {
    const old = await push('proposal', { 'a.yaml': 'a: 0\n' });
    const seen = new Set<string | undefined>();
    const host = new CommittingHost(repositories);
    const hosted = await hostedBy(host);
    const create = jest.spyOn(host, 'createCommit');
    create.mockImplementation(async options => {
      seen.add(await deploy.head('proposal'));
      return CommittingHost.prototype.createCommit.call(host, options);
    });
    const result = await writer.write({
      hosted,
      branch: 'proposal',
      expected: old,
      draft: draft(),
      onCommit: async () => {
        seen.add(await deploy.head('proposal'));
      },
    });
    expect(seen).toEqual(new Set([old]));
    expect(result).toEqual({
      status: 'written',
      commit: await deploy.head('proposal'),
    });
    expect(await subjects('proposal')).toEqual(['Promote', 'By a person']);
    expect(await branches()).toEqual(['main', 'proposal']);
  });

  it('plans again where somebody else was first', async () => {
    const hosted = await hostedBy(new CommittingHost(repositories));
    const old = await push('proposal', { 'a.yaml': 'a: 0\n' });
    await hosted.mirror.refresh();
    await push('main', { 'c.yaml': 'c: 1\n' });
    await push('proposal', { 'c.yaml': 'c: 1\n' });
    for (const [branch, expected] of [
      ['main', head],
      ['proposal', old],
      ['proposal', undefined],
    ] as const) {
      expect(
        await writer.write({ hosted, branch, expected, draft: draft() }),
      ).toEqual({ status: 'stale' });
    }
    expect(await subjects('main')).not.toContain('Promote');
    expect(await subjects('proposal')).not.toContain('Promote');
  });

  it('finds the commit whose making was not answered', async () => {
    const flaky = new FlakyHost(new CommittingHost(repositories), () => 1);
    const hosted = await hostedBy(flaky.host);
    void flaky.loseAnswerOf('createCommit');
    const onCommit = jest.fn();
    const result = await writer.write({
      hosted,
      branch: 'main',
      expected: head,
      draft: draft(),
      onCommit,
    });
    expect(flaky.failures).toBe(1);
    expect(result).toEqual({
      status: 'written',
      commit: await deploy.head('main'),
    });
    expect(onCommit).toHaveBeenCalledTimes(1);
    expect(await subjects('main')).toEqual(['Promote', 'By a person']);
  });

  it('finds the commit that its repeated request stumbled over, and takes no other for it', async () => {
    const host = new CommittingHost(repositories);
    const hosted = await hostedBy(host);
    const create = jest.spyOn(host, 'createCommit');
    const twice = async (
      first: Parameters<CommittingHost['createCommit']>[0],
    ): Promise<CommitOutcome> => {
      const again = CommittingHost.prototype.createCommit;
      await again.call(host, first);
      await push('main', { 'c.yaml': 'c: 1\n' });
      return again.call(host, first);
    };
    create.mockImplementationOnce(twice);
    const result = await writer.write({
      hosted,
      branch: 'main',
      expected: head,
      draft: draft(),
    });
    expect(result).toMatchObject({ status: 'written' });
    expect(await subjects('main')).toEqual([
      'By a person',
      'Promote',
      'By a person',
    ]);

    // The same words with other content.
    const parent = await deploy.head('main');
    create.mockImplementationOnce(async options =>
      twice({ ...options, changes: new Map([['a.yaml', 'a: 3\n']]) }),
    );
    expect(
      await writer.write({
        hosted,
        branch: 'main',
        expected: parent,
        draft: draft({ parent }),
      }),
    ).toEqual({ status: 'stale' });
  });

  it('throws where nothing was made and nobody answered', async () => {
    const flaky = new FlakyHost(new CommittingHost(repositories), () => 0);
    const hosted = await hostedBy(flaky.host);
    const create = jest.spyOn(CommittingHost.prototype, 'createCommit');
    create.mockRejectedValueOnce(new Error('502 Bad Gateway'));
    await expect(
      writer.write({ hosted, branch: 'main', expected: head, draft: draft() }),
    ).rejects.toThrow('502 Bad Gateway');
    create.mockRestore();
    expect(await subjects('main')).toEqual(['By a person']);
  });

  it('says what a host refuses, cannot take, or cannot do', async () => {
    const host = new CommittingHost(repositories);
    const order = { branch: 'new', expected: undefined, draft: draft() };
    const hosted = await hostedBy(host);
    jest
      .spyOn(host, 'createCommit')
      .mockResolvedValueOnce({ status: 'refused', reason: 'A rule says no.' });
    expect(
      await writer.write({ ...order, branch: 'main', expected: head, hosted }),
    ).toEqual({ status: 'refused', reason: 'A rule says no.' });

    const objectId = await pushPicture('pictures', 'logo');
    await hosted.mirror.refresh();
    expect(
      await writer.write({
        ...order,
        hosted,
        draft: draft({ changes: new Map([['logo', { objectId }]]) }),
      }),
    ).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('logo is no text'),
    });

    expect(
      await writer.write({
        ...order,
        hosted: await hostedBy(new LocalGitHost(repositories)),
      }),
    ).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('"local" makes no commits of its own'),
    });
    expect(await branches()).toEqual(['main', 'pictures']);
  });
});
