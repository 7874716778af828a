import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createPipelineAction } from '@backstage-gitops/plugin-scaffolder-backend-module-gitops';
import { HOST_URL } from '../__testUtils__/seed';
import { TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const INPUT = {
  entity: 'component:default/billing',
  image: { repository: 'ghcr.io/acme/billing', tag: '1.0.0' },
  layout: 'helm' as const,
  repository: `${HOST_URL}/acme/deploy`,
};

describe('a software template that adds GitOps', () => {
  let world: TestWorld;
  let action: ReturnType<typeof createPipelineAction>;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      entities: async () => [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'billing',
            namespace: 'default',
            annotations: {
              'backstage.io/managed-by-location': `url:${HOST_URL}/acme/billing/blob/main/catalog-info.yaml`,
            },
          },
        },
      ],
    });
    const billing = await world.repositories.create('acme/billing');
    await billing.commitFiles({
      branch: 'main',
      files: new Map([
        ['catalog-info.yaml', 'kind: Component\nmetadata: { name: billing }\n'],
      ]),
      message: 'Begin',
      author: { name: 'Dana', email: 'dana@example.com' },
    });
    const { server } = await world.start(await databases.init('SQLITE_3'));
    action = createPipelineAction({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://localhost:${server.port()}/api/${id}`,
      }),
    });
  });

  afterAll(() => world.remove());

  /** Runs the step of a task, and answers what it puts out. */
  const run = async (task: string, mode?: { isDryRun: true }) => {
    const context = {
      ...createMockActionContext<typeof INPUT>({ input: INPUT }),
      task: { id: task },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/dana'),
      ...mode,
    };
    const output = jest.spyOn(context, 'output');
    await action.handler(context);
    return Object.fromEntries(output.mock.calls);
  };

  const opened = async () =>
    (await world.deploy.pulls.list({ state: 'all' })).length;

  it('has nothing written by a dry run', async () => {
    expect(await run('trial', { isDryRun: true })).toEqual({
      entityRef: 'component:default/billing',
      status: 'planned',
      pullRequests: [],
    });
    expect(await opened()).toBe(0);
  });

  it('answers the same pull requests however often it is run', async () => {
    const first = await run('task');
    expect(first).toEqual({
      entityRef: 'component:default/billing',
      status: 'proposed',
      pullRequests: ['deploy', 'billing'].map(name =>
        expect.stringContaining(`${HOST_URL}/acme/${name}/`),
      ),
    });
    expect(await run('task')).toEqual(first);
    expect(await run('another')).toEqual(first);
    expect(await opened()).toBe(1);
  });
});
