import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  LocalGitHost,
  LocalRepositories,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { Knex } from 'knex';
import { readGitOpsConfig } from '../config';
import { Mirrors } from '../git/Mirrors';
import { PushingWriter } from '../git/PushingWriter';
import { BOT, HOST_URL } from '../__testUtils__/seed';
import { openDatabase } from '../store/database';
import { DecisionStore } from '../store/DecisionStore';
import { Decisions } from './Decisions';
import { type NewDecision, STATE_BRANCH } from './StateBranch';
import { environmentSubject } from './subjects';

jest.setTimeout(60_000);

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: ['SQLITE_3', ...(postgres ? [postgres as 'POSTGRES_17'] : [])],
});

const DEPLOY = `${HOST_URL}/acme/deploy`;

function freeze(name: string): NewDecision {
  return {
    kind: 'freeze',
    subject: environmentSubject({ entityRef: 'component:default/a', name }),
    status: 'inForce',
    reason: `Nothing goes to ${name}`,
    by: 'user:default/ravi',
    at: '2026-01-01T00:00:00.000Z',
  };
}

describe.each(databases.eachSupportedId())(
  'decisions that replicas share on %s',
  databaseId => {
    let folder: string;
    let repositories: LocalRepositories;
    let database: Knex;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'gitops-decisions-'));
      repositories = LocalRepositories.at({
        root: join(folder, 'git'),
        url: HOST_URL,
        bot: BOT,
      });
      await repositories.create('acme/deploy');
      database = await openDatabase(
        mockServices.database({ knex: await databases.init(databaseId) }),
      );
    });

    afterEach(() => rm(folder, { recursive: true, force: true }));

    /** A process of its own, with mirrors of its own, on the database of all. */
    const replica = async (name: string, secret = 'a secret of tests') => {
      const mirrors = Mirrors.create({
        hosts: [new LocalGitHost(repositories)],
        directory: join(folder, name),
      });
      const config = readGitOpsConfig(
        mockServices.rootConfig({
          data: { gitops: { seal: { keys: [{ secret }] } } },
        }),
      );
      const decisions = new Decisions({
        mirrors,
        commits: new PushingWriter(config.git),
        store: new DecisionStore(database),
        config,
      });
      const hosted = await mirrors.get(DEPLOY);
      return {
        record: (environment: string) =>
          decisions.record([DEPLOY], freeze(environment)),
        fetch: () => hosted.mirror.refresh(),
        read: () => decisions.refresh(hosted),
        deleteBranch: () =>
          hosted.mirror.push({
            branch: STATE_BRANCH,
            commit: undefined,
            expected: hosted.mirror.head(STATE_BRANCH),
          }),
        frozen: async () =>
          (await decisions.freezes()).map(({ reason }) => reason).sort(),
      };
    };

    it('are not taken back by one that has not seen them yet', async () => {
      const one = await replica('one');
      const two = await replica('two');
      await one.record('staging');
      await two.fetch();
      await one.record('production');
      // It still has the branch as it was.
      await two.read();
      expect(await one.frozen()).toEqual([
        'Nothing goes to production',
        'Nothing goes to staging',
      ]);
    });

    it('are read by many at once', async () => {
      const one = await replica('one');
      const two = await replica('two');
      await one.record('staging');
      await one.record('production');
      await two.fetch();
      await database('gitops_decision_heads').delete();
      await database('gitops_decisions').delete();
      await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? one : two).read(),
        ),
      );
      expect(await two.frozen()).toHaveLength(2);
    });

    it('end where the branch is gone', async () => {
      const one = await replica('one');
      await one.record('staging');
      await one.deleteBranch();
      await one.fetch();
      await one.read();
      expect(await one.frozen()).toEqual([]);
    });

    it('are judged again by a process with other keys', async () => {
      const one = await replica('one');
      await one.record('staging');
      const two = await replica('two', 'another secret of tests');
      await two.fetch();
      await two.read();
      expect(await two.frozen()).toEqual([]);
    });
  },
);
