import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { CommittingHost } from '../__testUtils__/CommittingHost';
import { hostModule } from '../__testUtils__/FlakyHost';
import { listCommits } from '../__testUtils__/listCommits';
import {
  absentGpg,
  makeOpenPgpKey,
  makeSshKey,
  SIGNER,
  type TestKey,
  verifyCommit,
} from '../__testUtils__/signingKeys';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { STATE_BRANCH } from '../decisions/StateBranch';
import { openSigner } from '../git/signing/openSigner';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const PROPOSAL = 'gitops/component.default.payments/staging';

/** What a world has besides, so that its commits are signed by a key of the test. */
interface Signed {
  key: TestKey;
  git: NonNullable<Parameters<typeof TestWorld.create>[0]['git']>;
}

describe('commits that are signed', () => {
  let folder: string;
  let world: TestWorld | undefined;
  let close = () => {};

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitops-keys-'));
  });

  afterEach(async () => {
    await world?.remove();
    world = undefined;
    close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Promotes into dev, proposes for staging twice, holds production and rolls dev back. */
  const live = async (client: Client) => {
    await client.ready();
    for (const version of ['1.1.0', '1.2.0']) {
      await client.announce(version);
      await client.until(
        'staging',
        `${version} is proposed`,
        one =>
          one.promotion?.release?.version === version &&
          one.promotion.pullRequest !== undefined,
      );
    }
    await client.send(
      'put',
      `${client.path}/environments/production/hold`,
      as.user('ravi'),
      { reason: 'Inventory' },
    );
    const changes = await client.send(
      'get',
      `${client.path}/environments/dev/changes`,
      as.user('rita'),
    );
    await client.send(
      'post',
      `${client.path}/environments/dev/rollback`,
      as.user('dana'),
      { commit: changes.body.items[1].commit, reason: 'It leaks' },
    );
    await client.until(
      'dev',
      'it is rolled back, and held',
      one => one.change?.origin === 'rollback' && one.hold !== undefined,
    );
  };

  /** The commits of branches, the oldest first, and that each of them is signed. */
  const expectSigned = async (
    { deploy }: TestWorld,
    key: TestKey,
    branches: Record<string, RegExp[]>,
  ) => {
    for (const [branch, wanted] of Object.entries(branches)) {
      const commits = (await listCommits(deploy.directory, branch))
        .filter(({ subject }) => !/^(Seed|Begin)$/.test(subject))
        .reverse();
      expect(commits.map(({ subject }) => subject)).toEqual(
        wanted.map(subject => expect.stringMatching(subject)),
      );
      for (const { commit } of commits) {
        await verifyCommit(deploy.directory, commit, key);
      }
    }
  };

  const BRANCHES = {
    main: [
      /^Promote payments 1\.1\.0/,
      /^Promote payments 1\.2\.0/,
      /^Roll back/,
    ],
    [PROPOSAL]: [
      /^Promote payments 1\.1\.0 to dev/,
      /^Promote payments 1\.2\.0 to dev/,
      /^Promote payments 1\.2\.0 to staging/,
    ],
    [STATE_BRANCH]: [/^policy inForce/, /^hold inForce/, /^hold inForce/],
  };

  const withKey = async ({ key, git }: Signed) => {
    world = await TestWorld.create({ services: { payments: 'plain' }, git });
    const replica = await world.start(await databases.init('SQLITE_3'));
    await live(new Client(replica, 'payments'));
    await expectSigned(world, key, BRANCHES);
  };

  it('by an SSH key, on every branch', async () => {
    const key = await makeSshKey(folder);
    const signing = { format: 'ssh', key: key.key };
    await withKey({ key, git: { committer: SIGNER, signing } });
  });

  (absentGpg ? it.skip : it)(
    `by an OpenPGP key with a passphrase, on every branch${absentGpg}`,
    async () => {
      const passphrase = 'correct horse battery staple';
      const key = await makeOpenPgpKey(folder, passphrase);
      const signing = { format: 'openpgp', key: key.key, passphrase };
      await withKey({ key, git: { committer: SIGNER, signing } });
    },
  );

  it('by the host, on every branch', async () => {
    const key = await makeSshKey(folder);
    const opened = await openSigner({ format: 'ssh', key: key.key });
    close = opened.close;
    let host: CommittingHost | undefined;
    world = await TestWorld.create({
      services: { payments: 'plain' },
      config: { hosts: {} },
      git: { signing: { by: 'host' } },
      features: [
        hostModule(() => {
          if (!host) throw new Error('There is no host yet');
          return host;
        }),
      ],
    });
    host = new CommittingHost(world.repositories, opened.signer);
    const replica = await world.start(await databases.init('SQLITE_3'));
    await live(new Client(replica, 'payments'));
    await expectSigned(world, key, BRANCHES);
  });

  it.each([
    [
      'a key that is none',
      { format: 'ssh', key: join('/nowhere', 'key') },
      /gitops\.git\.signing\.key is neither/,
    ],
    [
      'a host that makes no commits',
      { by: 'host' },
      /"local" makes no commits of its own.*Set a key/,
    ],
    [
      'a word that is none',
      { format: 'x509', key: 'secret' },
      /gitops\.git\.signing: by: host, or format: ssh/,
    ],
  ])('does not start with %s', async (_, signing, reason) => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      git: { signing },
      logger: mockServices.rootLogger.factory({ level: 'none' }),
    });
    await expect(world.start(await databases.init('SQLITE_3'))).rejects.toThrow(
      reason,
    );
  });
});
