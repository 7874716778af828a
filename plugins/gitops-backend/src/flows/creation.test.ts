import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  LocalGitHost,
  type LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import type {
  HistoryEntry,
  NewPipeline,
  PipelineProposal,
} from '@backstage-gitops/plugin-gitops-common';
import { parse } from 'yaml';
import { hostModule } from '../__testUtils__/FlakyHost';
import { listCommits } from '../__testUtils__/listCommits';
import { HOST_URL } from '../__testUtils__/seed';
import { as, Client, digestOf, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const DEPLOY = `${HOST_URL}/acme/deploy`;

const AUTHOR = { name: 'Dana', email: 'dana@example.com' };

const catalogInfo = (name: string) => `# Who looks after this
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  title: The ${name}
spec: { type: service, lifecycle: production, owner: payments-team }
`;

const branchOf = (name: string) => `gitops/component.default.${name}/_pipeline`;

describe('adding a pipeline', () => {
  const sources = new Map<string, LocalRepository>();
  let world: TestWorld;
  let client: Client;
  let host: LocalGitHost;
  let service: Client;

  /** Each service as its own file describes it now. */
  const entities = async (): Promise<Entity[]> =>
    Promise.all(
      [...sources].map(async ([name, repository]) => {
        const text = await repository.readFile('main', 'catalog-info.yaml');
        const entity: Entity = parse(text ?? '');
        const { annotations } = entity.metadata;
        return {
          ...entity,
          metadata: {
            ...entity.metadata,
            namespace: 'default',
            annotations: {
              ...annotations,
              'backstage.io/managed-by-location': `url:${HOST_URL}/acme/${name}/blob/main/catalog-info.yaml`,
            },
          },
          relations: [
            { type: 'ownedBy', targetRef: 'group:default/payments-team' },
          ],
        };
      }),
    );

  const addService = async (
    name: string,
    files: Record<string, string> = {},
  ): Promise<LocalRepository> => {
    const repository = await world.repositories.create(`acme/${name}`);
    await repository.commitFiles({
      branch: 'main',
      files: new Map(
        Object.entries({ 'catalog-info.yaml': catalogInfo(name), ...files }),
      ),
      message: 'Begin',
      author: AUTHOR,
    });
    sources.set(name, repository);
    return repository;
  };

  const wanted = (
    name: string,
    changes: Partial<NewPipeline> = {},
  ): NewPipeline => ({
    entity: `component:default/${name}`,
    image: { repository: `ghcr.io/acme/${name}`, tag: '1.0.0' },
    layout: 'kustomize',
    repository: DEPLOY,
    ...changes,
  });

  const ask = (request: NewPipeline) =>
    client.send('post', '/api/gitops/pipelines', as.user('dana'), request);

  const create = async (request: NewPipeline): Promise<PipelineProposal> => {
    const { status, body } = await ask(request);
    expect({ status, error: body.error }).toEqual({ status: 200 });
    return body;
  };

  const pullsOf = ({ repositories }: PipelineProposal) =>
    repositories.map(({ repository, pullRequest }) => ({
      repository,
      ...pullRequest,
    }));

  /** Everything that could have been written. */
  const written = async (name: string) => {
    const { deploy } = world;
    const repositories = [deploy, sources.get(name) ?? deploy];
    return Promise.all(
      repositories.map(async repository => ({
        heads: await Promise.all(
          ['main', branchOf(name)].map(branch => repository.head(branch)),
        ),
        pulls: (await repository.pulls.list({ state: 'all' })).filter(
          ({ headBranch }) => headBranch === branchOf(name),
        ),
      })),
    );
  };

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      entities,
      config: { hosts: {} },
      // Crashes are meant here.
      logger: mockServices.rootLogger.factory({ level: 'none' }),
      features: [hostModule(() => host)],
    });
    host = new LocalGitHost(world.repositories);
    const replica = await world.start(await databases.init('SQLITE_3'));
    client = new Client(replica, 'payments');
    service = new Client(replica, 'billing');
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => world.remove());

  describe('to a service that has none', () => {
    const history = async (): Promise<HistoryEntry[]> =>
      (
        await service.send('get', `${service.path}/history`, as.user('rita'))
      ).body.items.filter(
        ({ kind }: HistoryEntry) => kind === 'pipelineProposed',
      );

    beforeAll(() => addService('billing'));

    it('shows by a dry run what it would write, and writes nothing', async () => {
      const before = await written('billing');
      const plan = await create(wanted('billing', { dryRun: true }));
      expect(await written('billing')).toEqual(before);
      expect(plan).toMatchObject({
        entityRef: 'component:default/billing',
        status: 'planned',
      });
      const paths = plan.repositories.map(({ differences }) =>
        differences.map(({ path }) => path).sort(),
      );
      expect(paths).toEqual([
        [
          'billing/base/deployment.yaml',
          'billing/base/kustomization.yaml',
          'billing/base/service.yaml',
          'billing/overlays/dev/kustomization.yaml',
          'billing/overlays/production/kustomization.yaml',
          'billing/overlays/staging/kustomization.yaml',
        ],
        ['catalog-info.yaml', 'gitops.yaml'],
      ]);
      expect(plan.repositories[1].differences).toContainEqual({
        path: 'catalog-info.yaml',
        patch: expect.stringContaining(
          '+    backstage-gitops.dev/pipeline: ./gitops.yaml\n',
        ),
      });
    });

    it('opens a pull request in each repository, once', async () => {
      const first = await create(wanted('billing'));
      expect(pullsOf(first)).toEqual(
        [DEPLOY, `${HOST_URL}/acme/billing`].map(repository => ({
          repository,
          number: 1,
          state: 'open',
          url: expect.stringContaining(repository),
        })),
      );
      const [manifests] = await world.deploy.pulls.list({ state: 'open' });
      const [own] = await sources.get('billing')!.pulls.list({ state: 'open' });
      expect(manifests).toMatchObject({ title: 'Add GitOps to The billing' });
      expect(own.body).toContain(`Merge ${manifests.url} first`);

      const after = await written('billing');
      expect(pullsOf(await create(wanted('billing')))).toEqual(pullsOf(first));
      expect(await written('billing')).toEqual(after);
    });

    it('opens none beside it for something else', async () => {
      const before = await written('billing');
      const { status, body } = await ask(wanted('billing', { layout: 'helm' }));
      expect(status).toBe(409);
      expect(body.error.message).toContain('merge or close it first');
      expect(await written('billing')).toEqual(before);
    });

    it('has a live board once they are merged, and takes releases', async () => {
      for (const repository of [world.deploy, sources.get('billing')!]) {
        await repository.pulls.merge(1, { as: 'dana', method: 'merge' });
      }
      await service.ready();
      const { status } = await service.send(
        'post',
        `${service.path}/releases`,
        as.user('dana'),
        { images: [{ name: 'app', tag: '1.1.0', digest: digestOf('1.1.0') }] },
      );
      expect(status).toBe(202);
      await service.until(
        'dev',
        'it has the release',
        one => one.release?.version === '1.1.0',
      );
      expect(
        await world.deploy.readFile(
          'main',
          'billing/overlays/dev/kustomization.yaml',
        ),
      ).toContain('newTag: 1.1.0\n');
    });

    it('is there from then on: asked again, nothing is written', async () => {
      const before = await written('billing');
      const again = await create(wanted('billing'));
      expect(again).toMatchObject({
        status: 'present',
        repositories: [
          { differences: [], pullRequest: { number: 1, state: 'merged' } },
          { differences: [], pullRequest: { number: 1, state: 'merged' } },
        ],
      });
      const after = await written('billing');
      expect(after.map(({ pulls }) => pulls)).toEqual(
        before.map(({ pulls }) => pulls),
      );
    });

    it('is in the history, once for each pull request, with who asked', async () => {
      expect(await history()).toEqual(
        [`${HOST_URL}/acme/billing`, DEPLOY].map(repository =>
          expect.objectContaining({
            by: { name: 'dana', entityRef: 'user:default/dana' },
            summary: `Pull request #1 of ${repository} adds a pipeline to component:default/billing.`,
          }),
        ),
      );
    });
  });

  describe('when a crash comes in between', () => {
    const proposals = async (name: string) =>
      (await written(name)).map(({ pulls }) => pulls.length);

    const commitsProposed = async (name: string) =>
      (await listCommits(world.deploy.directory, branchOf(name))).filter(
        ({ subject }) => subject === `Add GitOps to The ${name}`,
      );

    /** Ends a request where it opens its first pull request. What else is opened meanwhile is none of this. */
    const crashOnce = (name: string, moment: 'before it' | 'after it') => {
      const open = host.openPullRequest.bind(host);
      let isDue = true;
      jest.spyOn(host, 'openPullRequest').mockImplementation(async options => {
        if (!isDue || options.headBranch !== branchOf(name)) {
          return open(options);
        }
        isDue = false;
        if (moment === 'after it') await open(options);
        throw new Error('killed');
      });
    };

    it('goes on after the first pull request was opened', async () => {
      await addService('invoices');
      crashOnce('invoices', 'after it');
      expect((await ask(wanted('invoices'))).status).toBe(500);
      expect(await proposals('invoices')).toEqual([1, 0]);
      const [deploy] = await written('invoices');

      await create(wanted('invoices'));
      expect(await proposals('invoices')).toEqual([1, 1]);
      expect((await written('invoices'))[0]).toEqual(deploy);
    });

    it('goes on from a branch that was pushed', async () => {
      await addService('refunds');
      crashOnce('refunds', 'before it');
      expect((await ask(wanted('refunds'))).status).toBe(500);
      expect(await proposals('refunds')).toEqual([0, 0]);
      const head = await world.deploy.head(branchOf('refunds'));
      expect(head).toBeDefined();

      await create(wanted('refunds'));
      expect(await proposals('refunds')).toEqual([1, 1]);
      expect(await world.deploy.head(branchOf('refunds'))).toBe(head);
      expect(await commitsProposed('refunds')).toHaveLength(1);
    });

    it('opens one of each however often it is asked at once', async () => {
      await addService('quotes');
      const answers = await Promise.all(
        [1, 2, 3].map(() => create(wanted('quotes'))),
      );
      expect(
        new Set(answers.map(one => JSON.stringify(pullsOf(one)))).size,
      ).toBe(1);
      expect(await proposals('quotes')).toEqual([1, 1]);
    });
  });

  describe('with an idempotency key', () => {
    const key = { idempotencyKey: 'task-1' };

    it('opens nothing again that people have closed, unless it is asked anew', async () => {
      const repository = await addService('tickets');
      const local = { repository: undefined, layout: 'plain' as const };
      const first = await create(wanted('tickets', { ...local, ...key }));
      expect(pullsOf(first)).toEqual([
        expect.objectContaining({ number: 1, state: 'open' }),
      ]);
      await repository.pulls.close(1, { as: 'dana' });

      const again = await create(wanted('tickets', { ...local, ...key }));
      expect(pullsOf(again)).toEqual([
        expect.objectContaining({ number: 1, state: 'closed' }),
      ]);
      const other = await ask(
        wanted('tickets', { ...local, ...key, port: 9090 }),
      );
      expect(other.status).toBe(409);
      expect(other.body.error.message).toContain('idempotency key');
      expect(pullsOf(await create(wanted('tickets', local)))).toEqual([
        expect.objectContaining({ number: 2, state: 'open' }),
      ]);
    });
  });

  it.each<[string, Partial<NewPipeline>, number, RegExp]>([
    [
      'an entity that is not there',
      { entity: 'component:default/none' },
      404,
      /has no component:default\/none/,
    ],
    ['what is no entity', { entity: ':' }, 400, /no entity reference/],
    [
      'an entity that Git does not describe',
      { entity: 'group:default/sre' },
      400,
      /on no configured Git host/,
    ],
    [
      'a repository outside the boundary',
      { repository: `${HOST_URL}/acme/payments` },
      400,
      /outside the boundary/,
    ],
    [
      'environments of one name',
      { environments: [{ name: 'dev' }, { name: 'dev' }] },
      400,
      /two environments are named "dev"/,
    ],
    [
      'a cluster outside the boundary',
      {
        environments: [
          { name: 'dev', target: { cluster: 'prod', namespace: 'x' } },
        ],
      },
      400,
      /Namespace x of cluster prod is outside/,
    ],
    [
      'a folder with other content',
      { layout: 'plain', folder: 'payments' },
      409,
      /payments\/dev\/deployment\.yaml is in .* already, with other content/,
    ],
    [
      'a folder that is a file',
      { layout: 'plain', folder: 'payments/dev/deployment.yaml' },
      409,
      /is no folder/,
    ],
    ['a path that leads out', { folder: '../x' }, 400, /folder/],
    [
      'a tag that would write more than itself',
      { image: { repository: 'a/b', tag: '1\nkind: Secret' } },
      400,
      /tag/,
    ],
  ])('refuses %s, and writes nothing', async (_, changes, status, message) => {
    if (!sources.has('returns')) await addService('returns');
    const before = await written('returns');
    const answer = await ask(wanted('returns', changes));
    expect(answer.body.error.message).toMatch(message);
    expect(answer.status).toBe(status);
    expect(await written('returns')).toEqual(before);
  });

  it('leaves alone an entity that names another pipeline file', async () => {
    await addService('carts', {
      'catalog-info.yaml': catalogInfo('carts').replace(
        'spec:',
        '  annotations: { backstage-gitops.dev/pipeline: ./other.yaml }\nspec:',
      ),
    });
    const { status, body } = await ask(wanted('carts'));
    expect(status).toBe(409);
    expect(body.error.message).toContain('names ./other.yaml');
    expect((await written('carts')).map(({ pulls }) => pulls)).toEqual([
      [],
      [],
    ]);
  });
});
