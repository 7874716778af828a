import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { CommittingHost } from '../__testUtils__/CommittingHost';
import { hostModule } from '../__testUtils__/FlakyHost';
import { listCommits } from '../__testUtils__/listCommits';
import {
  absentGpg,
  isSignedBy,
  makeOpenPgpKey,
  makeSshKey,
  SIGNER,
  type TestKey,
} from '../__testUtils__/signingKeys';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { STATE_BRANCH } from '../decisions/StateBranch';
import { openSigner } from '../git/signing/openSigner';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const PROPOSAL = 'gitops/component.default.payments/staging';

type Options = Parameters<typeof TestWorld.create>[0];

describe('commits that are signed', () => {
  let folder: string;
  let world: TestWorld | undefined;
  let host: CommittingHost;
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

  /** What the suite committed, branch by branch, the oldest first, and whether that is signed. */
  const written = async ({ deploy }: TestWorld, key: TestKey) => {
    const branches: Record<string, string[]> = {};
    for (const branch of ['main', PROPOSAL, STATE_BRANCH]) {
      branches[branch] = [];
      for (const { commit, subject } of await listCommits(
        deploy.directory,
        branch,
      )) {
        // What is there before the suite comes, and what no host can make.
        if (/^(Seed|Begin)$/.test(subject)) continue;
        const signed = await isSignedBy(key, deploy.directory, commit);
        branches[branch].unshift(
          `${signed ? 'signed' : 'unsigned'}: ${subject}`,
        );
      }
    }
    return branches;
  };

  const signed = (...subjects: string[]) =>
    subjects.map(subject =>
      expect.stringMatching(new RegExp(`^signed: ${subject}`)),
    );

  const DEV = [
    'Promote payments 1.1.0 to dev',
    'Promote payments 1.2.0 to dev',
  ];

  const WRITTEN = {
    main: signed(...DEV, 'Roll back payments in dev'),
    [PROPOSAL]: signed(...DEV, 'Promote payments 1.2.0 to staging'),
    [STATE_BRANCH]: signed('policy inForce', 'hold inForce', 'hold inForce'),
  };

  const liveWith = async (git: NonNullable<Options['git']>) => {
    world = await TestWorld.create({ services: { payments: 'plain' }, git });
    const replica = await world.start(await databases.init('SQLITE_3'));
    await live(new Client(replica, 'payments'));
    return world;
  };

  it('by an SSH key, on every branch', async () => {
    const key = await makeSshKey(folder);
    const signing = { format: 'ssh', key: key.key };
    const alive = await liveWith({ committer: SIGNER, signing });
    expect(await written(alive, key)).toEqual(WRITTEN);
  });

  (absentGpg ? describe.skip : describe)(`with OpenPGP${absentGpg}`, () => {
    it('by a key with a passphrase, on every branch', async () => {
      const passphrase = 'correct horse battery staple';
      const key = await makeOpenPgpKey(folder, passphrase);
      const signing = { format: 'openpgp', key: key.key, passphrase };
      const alive = await liveWith({ committer: SIGNER, signing });
      expect(await written(alive, key)).toEqual(WRITTEN);
    });
  });

  it('by the host, on every branch', async () => {
    const key = await makeSshKey(folder);
    const opened = await openSigner({ format: 'ssh', key: key.key });
    close = opened.close;
    world = await TestWorld.create({
      services: { payments: 'plain' },
      config: { hosts: {} },
      git: { signing: { by: 'host' } },
      features: [hostModule(() => host)],
    });
    host = new CommittingHost(world.repositories, opened.signer);
    const replica = await world.start(await databases.init('SQLITE_3'));
    await live(new Client(replica, 'payments'));
    expect(await written(world, key)).toEqual(WRITTEN);
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
