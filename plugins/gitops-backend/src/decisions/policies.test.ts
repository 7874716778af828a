import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  LocalGitHost,
  LocalRepositories,
  type LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import { readGitOpsConfig } from '../config';
import { Mirrors } from '../git/Mirrors';
import { PushingWriter } from '../git/PushingWriter';
import { BOT, HOST_URL } from '../__testUtils__/seed';
import { openDatabase } from '../store/database';
import { DecisionStore } from '../store/DecisionStore';
import { Decisions } from './Decisions';
import type { NewDecision } from './StateBranch';
import { environmentSubject } from './subjects';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const ENTITY = 'component:default/pay_ments';
const DEPLOY = `${HOST_URL}/acme/deploy`;

describe('which policy was accepted', () => {
  let folder: string;
  let deploy: LocalRepository;
  let repositories: LocalRepositories;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitops-policies-'));
    repositories = LocalRepositories.at({
      root: join(folder, 'git'),
      url: HOST_URL,
      bot: BOT,
    });
    deploy = await repositories.create('acme/deploy');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A replica with mirrors of its own, and a database of its own. */
  const policy = (commit: string, entityRef: string): NewDecision => ({
    kind: 'policy',
    subject: environmentSubject({ entityRef, name: 'production' }),
    status: 'inForce',
    reason: 'because',
    by: 'user:default/ravi',
    at: '2026-01-01T00:00:00.000Z',
    commit,
    file: `${HOST_URL}/acme/payments/blob/main/gitops.yaml`,
  });

  const replica = async (name: string) => {
    const mirrors = Mirrors.create({
      hosts: [new LocalGitHost(repositories)],
      directory: join(folder, name),
    });
    const config = readGitOpsConfig(
      mockServices.rootConfig({
        data: {
          gitops: { seal: { keys: [{ secret: 'a secret of tests' }] } },
        },
      }),
    );
    const decisions = new Decisions({
      mirrors,
      commits: new PushingWriter(config.git),
      store: new DecisionStore(
        await openDatabase(
          mockServices.database({ knex: await databases.init('SQLITE_3') }),
        ),
      ),
      config,
    });
    return {
      accept: (commit: string, replaces?: string, entityRef = ENTITY) =>
        decisions.recordPolicies(DEPLOY, [
          { decision: policy(commit, entityRef), replaces },
        ]),
      accepted: async () => {
        const hosted = await mirrors.get(DEPLOY);
        await hosted.mirror.refresh();
        await decisions.refresh(hosted);
        return [...(await decisions.policies(ENTITY))].map(
          ([environment, { commit, status }]) =>
            `${environment} ${status} ${commit}`,
        );
      },
    };
  };

  const onlyFile = async () => {
    const hosted = await Mirrors.create({
      hosts: [new LocalGitHost(repositories)],
      directory: join(folder, 'reader'),
    }).get(DEPLOY);
    await hosted.mirror.refresh();
    const head = hosted.mirror.head('gitops/state') ?? '';
    const [path] = [...(await hosted.mirror.tree(head)).keys()];
    return { path, text: (await hosted.mirror.file(head, path)) ?? '' };
  };

  it('is found by whoever has lost everything else', async () => {
    const one = await replica('one');
    expect(await one.accepted()).toEqual([]);
    expect(await one.accept('a')).toHaveLength(1);
    await one.accept('b', 'a');
    const two = await replica('two');
    expect(await two.accepted()).toEqual(['production inForce b']);
  });

  it('is not replaced by somebody who compared with another', async () => {
    const one = await replica('one');
    const two = await replica('two');
    await one.accept('a');
    await one.accept('strict', 'a');
    const head = await deploy.head('gitops/state');
    // The slow one saw only what came before.
    expect(await two.accept('a')).toEqual([]);
    expect(await two.accept('weak', 'a')).toEqual([]);
    expect(await deploy.head('gitops/state')).toBe(head);
    expect(await two.accepted()).toEqual(['production inForce strict']);
  });

  it('is not what a file without our seal says', async () => {
    const one = await replica('one');
    await one.accept('a');
    await one.accept('b', 'a');
    const file = await onlyFile();
    await deploy.commitFiles({
      branch: 'gitops/state',
      files: new Map([[file.path, file.text.replace('"b"', '"forged"')]]),
      message: 'Forge',
      author: { name: 'Otto', email: 'otto@example.com' },
    });
    expect(await one.accepted()).toEqual([]);
  });

  it('is that of the pipeline that is asked for, not of one with a similar name', async () => {
    const one = await replica('one');
    await one.accept('a', undefined, 'component:default/payXments');
    expect(await one.accepted()).toEqual([]);
  });

  /** The one record of the branch. */
});
