import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Finding,
  Promotion,
} from '@backstage-gitops/plugin-gitops-common';
import { git } from '../git/git';
import { deployFiles, pipelineFile } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const author = { name: 'Dana', email: 'dana@example.com' };

/** Every branch, tag and pull request of the deploy repository. */
async function refsOf(world: TestWorld): Promise<string> {
  const output = await git(
    ['for-each-ref', '--format=%(refname) %(objectname)'],
    { directory: world.deploy.directory },
  );
  return output.toString();
}

async function findingsOf(client: Client): Promise<Finding[]> {
  const { body } = await client.send(
    'get',
    `${client.path}/preflight`,
    as.user('rita'),
  );
  return body.items ?? [];
}

/** Waits until a check has failed, and answers what was found and what to do. */
async function failureOf(
  client: Client,
  check: string,
  environment?: string,
): Promise<Finding> {
  return until(`${check} has failed`, async () =>
    (await findingsOf(client)).find(
      one =>
        one.check === check &&
        one.environment === environment &&
        one.status === 'failed',
    ),
  );
}

/** Waits until a promotion has failed and the environment was looked at again since; answers all its promotions. */
async function failuresIn(
  client: Client,
  environment: string,
): Promise<Promotion[]> {
  const list = async (): Promise<Promotion[]> =>
    (
      await client.send(
        'get',
        `${client.path}/promotions?environment=${environment}`,
        as.user('rita'),
      )
    ).body.items;
  await until('a promotion has failed', async () =>
    (await list()).some(({ state }) => state === 'failed'),
  );
  const { asOf } = await client.environment(environment);
  await client.until(
    environment,
    'it was looked at again',
    one => one.asOf !== asOf && one.promotion === undefined,
  );
  return list();
}

describe('files that cannot be promoted to', () => {
  let world: TestWorld;
  let client: (service: string) => Client;
  let before: string;

  /** Commits a symlink by plumbing: no work tree would follow it. */
  const link = async (path: string, target: string) => {
    const { directory } = world.deploy;
    const env = { GIT_INDEX_FILE: join(world.folder, 'index') };
    const run = async (args: string[], input?: string) =>
      (await git(args, { directory, env, input })).toString().trim();
    const blob = await run(['hash-object', '-w', '--stdin'], target);
    await run(['read-tree', 'main']);
    await run([
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${blob},${path}`,
    ]);
    const commit = await run([
      '-c',
      `user.name=${author.name}`,
      '-c',
      `user.email=${author.email}`,
      'commit-tree',
      await run(['write-tree']),
      '-p',
      'main',
      '-m',
      'Link',
    ]);
    await run(['update-ref', 'refs/heads/main', commit]);
  };

  beforeAll(async () => {
    world = await TestWorld.create({
      services: {
        escape: 'kustomize',
        linked: 'kustomize',
        none: 'plain',
        two: 'plain',
      },
    });
    const deployment =
      deployFiles('two', 'plain').get('two/dev/deployment.yaml') ?? '';
    await world.deploy.commitFiles({
      branch: 'main',
      author,
      message: 'Break it',
      files: new Map([
        [
          'escape/dev/kustomization.yaml',
          'resources:\n  - ../base\n  - ../../../../../../etc\n',
        ],
        [
          'linked/dev/kustomization.yaml',
          'resources:\n  - ../base\n  - hosts.yaml\n',
        ],
        ['none/dev/deployment.yaml', deployment.replace('/two', '/other')],
        [
          'two/dev/other.yaml',
          deployment
            .replace('name: app   # keep', 'name: other')
            .replace(':1.0.0', ':2.0.0'),
        ],
      ]),
    });
    await link('linked/dev/hosts.yaml', '/etc/hosts');
    before = await refsOf(world);
    const backend = await world.start(await databases.init('SQLITE_3'));
    client = service => new Client(backend, service);
  });

  afterAll(() => world.remove());

  it.each<[string, string, RegExp]>([
    ['escape', 'repository', /etc' leads out of the repository/],
    ['linked', 'repository', /hosts\.yaml.*outside the repository/],
    [
      'none',
      'images',
      /ghcr\.io\/acme\/none is not named in none\/dev on main/,
    ],
    [
      'two',
      'images',
      /ghcr\.io\/acme\/two is named with different versions: 1\.0\.0, 2\.0\.0/,
    ],
  ])('%s: preflight says so', async (service, check, found) => {
    const failure = await failureOf(client(service), check, 'dev');
    expect(failure.found).toMatch(found);
    expect(failure.found).not.toContain('localhost');
    expect(failure.fix).toBeTruthy();
  });

  it.each<[string, RegExp]>([
    ['escape', /leads out of the repository/],
    ['linked', /points to '\/etc\/hosts', outside the repository/],
  ])('%s: nothing starts', async (service, problem) => {
    await client(service).announce('1.1.0');
    const dev = await client(service).until(
      'dev',
      'it says what to fix',
      one => one.next?.action === 'fix',
    );
    expect(dev.next?.sentence).toMatch(problem);
    expect(dev.promotion).toBeUndefined();
  });

  it.each<[string, RegExp]>([
    ['none', /Nothing in none\/dev .*ghcr\.io\/acme\/none/],
    ['two', /is named .*not clear which place governs/],
  ])('%s: the promotion fails once, and says why', async (service, problem) => {
    await client(service).announce('1.1.0');
    const [failed, ...others] = await failuresIn(client(service), 'dev');
    expect(failed.problem).toMatch(problem);
    expect(others).toEqual([]);
  });

  it('nothing was written but which policy was accepted', async () => {
    const others = (await refsOf(world))
      .split('\n')
      .filter(ref => !/heads\/gitops\/state /.test(ref));
    expect(others.join('\n')).toBe(before);
  });
});

describe('promotions that are not let through', () => {
  let world: TestWorld;
  let client: (service: string) => Client;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { waiting: 'plain', moving: 'plain' },
      pipelineFiles: {
        waiting: pipelineFile('waiting').replace(
          'gates: { approvals: 1 } }',
          () =>
            'slo: [{ name: up, objective: 99, errorRatio: { prometheus: x } }] }',
        ),
      },
    });
    const backend = await world.start(await databases.init('SQLITE_3'));
    client = service => new Client(backend, service);
  });

  afterAll(() => world.remove());

  it('a gate that is not built counts as not passed, and says so', async () => {
    await client('waiting').announce('1.1.0');
    const staging = await client('waiting').until(
      'staging',
      'its pull request is open and judged',
      one =>
        one.promotion?.pullRequest !== undefined &&
        one.promotion.gates.length > 0,
    );
    const gates = staging.promotion?.gates ?? [];
    expect(gates).toContainEqual({
      name: 'slo',
      status: 'failed',
      reason:
        'The pipeline file asks for "slo", which this version does not judge; remove it or bypass it.',
    });
    const merged = await client('waiting').send(
      'post',
      `/api/gitops/promotions/${staging.promotion?.id}/merge`,
      as.user('ravi'),
    );
    expect(merged.status).toBe(409);
    expect(merged.body.error.message).toMatch(
      /which this version does not judge/,
    );
  });

  it('a release without a digest goes where nothing is protected, and no further', async () => {
    const announced = await client('moving').send(
      'post',
      `${client('moving').path}/releases`,
      as.service('external:ci-moving'),
      { images: [{ name: 'app', tag: '1.1.0' }] },
    );
    expect(announced.body.mutable).toBe(true);
    await client('moving').approve('staging', 'ravi');
    await client('moving').until(
      'staging',
      'it has the release',
      one => one.release?.version === '1.1.0' && one.promotion === undefined,
    );
    const reason =
      '1.1.0 was announced without a digest; a protected environment takes immutable releases only.';
    const asked = await client('moving').send(
      'post',
      `${client('moving').path}/promotions`,
      as.user('ravi'),
      { environment: 'production', release: announced.body.id },
    );
    expect(asked.status).toBe(400);
    expect(asked.body.error.message).toContain(reason);
    const { body } = await client('moving').send(
      'get',
      `${client('moving').path}/releases`,
      as.user('rita'),
    );
    expect(body.items[0].eligibility).toContainEqual(
      expect.objectContaining({ environment: 'production', reason }),
    );
    const production = await client('moving').environment('production');
    expect(production.promotion).toBeUndefined();
  });

  it('a protected branch refuses the push, and its rule is named', async () => {
    await world.repositories.create('acme/deploy', {
      protectedBranches: ['main'],
    });
    const head = await world.deploy.head('main');
    await client('moving').announce('1.2.0');
    const [failed, ...others] = (
      await failuresIn(client('moving'), 'dev')
    ).filter(({ release }) => release?.version === '1.2.0');
    expect(failed).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(
        /^The host refuses the push \(protected branch\): .*changes need a pull request/,
      ),
    });
    expect(others).toEqual([]);
    expect(await world.deploy.head('main')).toBe(head);
  });
});
