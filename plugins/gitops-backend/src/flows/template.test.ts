import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createPipelineAction } from '@backstage-gitops/plugin-scaffolder-backend-module-gitops';
import { holdPullRequests } from '../__testUtils__/holdPullRequests';
import { KillableReplica } from '../__testUtils__/KillableReplica';
import { listCommits } from '../__testUtils__/listCommits';
import { HOST_URL } from '../__testUtils__/seed';
import { TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(180_000);

const SERVICES = ['billing', 'invoices'];

const entityOf = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: {
      'backstage.io/managed-by-location': `url:${HOST_URL}/acme/${name}/blob/main/catalog-info.yaml`,
    },
  },
});

const inputOf = (name: string) => ({
  entity: `component:default/${name}`,
  image: { repository: `ghcr.io/acme/${name}`, tag: '1.0.0' },
  layout: 'helm' as const,
  repository: `${HOST_URL}/acme/deploy`,
});

const branchOf = (name: string) => `gitops/component.default.${name}/_pipeline`;

describe('a software template that adds GitOps', () => {
  let world: TestWorld;
  let replica: KillableReplica;
  let action: ReturnType<typeof createPipelineAction>;

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    for (const name of SERVICES) {
      const repository = await world.repositories.create(`acme/${name}`);
      await repository.commitFiles({
        branch: 'main',
        files: new Map([
          [
            'catalog-info.yaml',
            `kind: Component\nmetadata: { name: ${name} }\n`,
          ],
        ]),
        message: 'Begin',
        author: { name: 'Dana', email: 'dana@example.com' },
      });
    }
    replica = await KillableReplica.start(world, {
      entities: SERVICES.map(entityOf),
    });
    action = createPipelineAction({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `${replica.url}/api/${id}`,
      }),
    });
  });

  afterAll(async () => {
    await replica?.kill();
    await world?.remove();
  });

  /** Runs the step of a task, and answers what it puts out. */
  const run = async (name: string, task: string, mode?: { isDryRun: true }) => {
    const context = {
      ...createMockActionContext<ReturnType<typeof inputOf>>({
        input: inputOf(name),
      }),
      task: { id: task },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/dana'),
      ...mode,
    };
    const output = jest.spyOn(context, 'output');
    await action.handler(context);
    return Object.fromEntries(output.mock.calls);
  };

  /** The branch, commits and pull requests of a service's pipeline in a repository. */
  const written = async (name: string, repository: LocalRepository) => {
    const branch = branchOf(name);
    const commits = (await repository.head(branch))
      ? await listCommits(repository.directory, branch)
      : [];
    const pulls = await repository.pulls.list({ state: 'all' });
    return {
      commits: commits.filter(({ subject }) =>
        subject.startsWith('Add GitOps'),
      ),
      pulls: pulls.filter(({ headBranch }) => headBranch === branch),
    };
  };

  const everywhere = (name: string) =>
    Promise.all(
      [world.deploy, world.repositories.get(`acme/${name}`)].map(repository =>
        written(name, repository),
      ),
    );

  it('has nothing written by a dry run', async () => {
    expect(await run('billing', 'trial', { isDryRun: true })).toEqual({
      entityRef: 'component:default/billing',
      status: 'planned',
      pullRequests: [],
    });
    expect(await everywhere('billing')).toEqual([
      { commits: [], pulls: [] },
      { commits: [], pulls: [] },
    ]);
  });

  it('answers the same pull requests however often it is run', async () => {
    const first = await run('billing', 'task');
    expect(first).toEqual({
      entityRef: 'component:default/billing',
      status: 'proposed',
      pullRequests: ['deploy', 'billing'].map(name =>
        expect.stringContaining(`${HOST_URL}/acme/${name}/`),
      ),
    });
    const after = await everywhere('billing');
    expect(await run('billing', 'task')).toEqual(first);
    expect(await run('billing', 'another')).toEqual(first);
    expect(await everywhere('billing')).toEqual(after);
    expect(after.map(({ pulls }) => pulls.length)).toEqual([1, 1]);
  });

  it('goes on where the backend was killed between the branch and its pull request', async () => {
    const held = await holdPullRequests(world.deploy.directory);
    const outcome = run('invoices', 'task').then(
      () => 'answered',
      () => 'interrupted',
    );
    await held.reached();
    await replica.kill();
    await held.release();
    expect(await outcome).toBe('interrupted');
    const [before] = await everywhere('invoices');
    expect(before).toEqual({ commits: [expect.anything()], pulls: [] });

    await replica.start();
    const answer = await run('invoices', 'task');
    expect(answer.status).toBe('proposed');
    const [deploy, own] = await everywhere('invoices');
    expect(deploy).toEqual({
      commits: before.commits,
      pulls: [expect.objectContaining({ number: expect.any(Number) })],
    });
    expect(own.commits).toHaveLength(1);
    expect([...deploy.pulls, ...own.pulls].map(({ url }) => url)).toEqual(
      answer.pullRequests,
    );
  });
});
