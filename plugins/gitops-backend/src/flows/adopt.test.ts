import { TestDatabases } from '@backstage/backend-test-utils';
import type { GitEdit } from '@backstage-gitops/plugin-gitops-common';
import { ClusterWorld, KUBECTL } from '../__testUtils__/ClusterWorld';
import type { PersonName } from '../__testUtils__/people';
import { as } from '../__testUtils__/TestWorld';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const DEPLOYMENT = 'apps/Deployment/payments-dev/app';
const STAGING_DEPLOYMENT = 'apps/Deployment/payments-staging/app';

/** The lines that a difference takes away and adds. */
function changedLines({ differences }: GitEdit): string[] {
  return differences.flatMap(({ path, patch }) =>
    patch
      .split('\n')
      .filter(line => /^[-+](?![-+])/.test(line))
      .map(line => `${path} ${line}`),
  );
}

// Drift is made by kubectl, as people make it: `npm test` finds it, or says that it cannot.
(KUBECTL ? describe : describe.skip)('taking a live change over', () => {
  let world: ClusterWorld;

  beforeEach(async () => {
    world = await ClusterWorld.create({
      environments: {
        dev: {
          reconcile: 'sync',
          locked: [
            {
              kind: 'Deployment',
              pointers: ['/spec/minReadySeconds'],
              groups: ['group:default/sre'],
            },
          ],
        },
        staging: { reconcile: 'sync', after: ['dev'] },
      },
    });
    await world.start(await databases.init('SQLITE_3'));
    await world.settled();
    await world.settled('staging');
  });

  afterEach(() => world.remove());

  const ask = (
    what: 'adopt' | 'ignore',
    body: object,
    {
      environment = 'dev',
      person = 'dana',
    }: { environment?: string; person?: PersonName } = {},
  ) =>
    world.client.send(
      'post',
      `${world.client.path}/environments/${environment}/${what}`,
      as.user(person),
      body,
    );

  const drifted = (environment = 'dev') =>
    world.until(
      'it drifted',
      ({ state }) => state.sync === 'Drifted',
      environment,
    );

  const head = () => world.git.deploy.head('main');

  it('shows one line, writes that line by a commit, and nothing differs any more', async () => {
    await world.kubectl('scale', 'deployment/app', '--replicas=5');
    await drifted();
    const before = await head();
    const plan = await ask('adopt', { object: DEPLOYMENT, dryRun: true });
    expect(plan.status).toBe(200);
    expect(plan.body.way).toBe('commit');
    expect(changedLines(plan.body)).toEqual([
      'payments/dev/deployment.yaml -  replicas: 2',
      'payments/dev/deployment.yaml +  replicas: 5',
    ]);
    expect(await head()).toBe(before);

    const done = await ask('adopt', {
      object: DEPLOYMENT,
      reason: 'The sale needs more',
      seen: plan.body.seen,
    });
    expect(done.body).toMatchObject({ ...plan.body, commit: await head() });
    await world.settled();
    const { images, change } = await world.client.until(
      'dev',
      'the commit is known',
      one => one.change?.commit === done.body.commit,
    );
    expect(change).toMatchObject({
      origin: 'adoption',
      by: { entityRef: 'user:default/dana' },
    });
    expect(images).toEqual([expect.objectContaining({ tag: '1.0.0' })]);
    const history = await world.client.send(
      'get',
      `${world.client.path}/history`,
      as.user('rita'),
    );
    expect(
      history.body.items.filter(
        ({ kind }: { kind: string }) => kind === 'adopted',
      ),
    ).toEqual([
      expect.objectContaining({
        by: { name: 'dana', entityRef: 'user:default/dana' },
        reason: 'The sale needs more',
        commit: done.body.commit,
      }),
    ]);
  });

  it('takes a locked field over for those alone who may change it', async () => {
    await world.kubectl(
      'patch',
      'deployment/app',
      '--patch={"spec":{"minReadySeconds":5}}',
    );
    await drifted();
    const plan = { object: DEPLOYMENT, dryRun: true };
    const refused = await ask('adopt', plan);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toBe(
      'This changes /spec/minReadySeconds of Deployment app, which only sre may change; ask one of them to do it.',
    );
    expect((await ask('adopt', plan, { person: 'ravi' })).status).toBe(200);
  });

  it('takes the chosen fields alone', async () => {
    await world.kubectl('set', 'env', 'deployment/app', 'DEBUG=true');
    await world.kubectl(
      'set',
      'image',
      'deployment/app',
      'app=ghcr.io/acme/payments:1.0.0-hotfix',
    );
    const { objects } = await drifted();
    const paths = objects.flatMap(({ fields }) =>
      fields.flatMap(({ path }) => path),
    );
    const debug = paths.find(path => path.includes('DEBUG'));
    const { body } = await ask('adopt', {
      object: DEPLOYMENT,
      fields: [debug],
      dryRun: true,
    });
    expect(changedLines(body)).toHaveLength(2);
    expect(JSON.stringify(changedLines(body))).toContain('DEBUG');
    expect(JSON.stringify(changedLines(body))).not.toContain('hotfix');
  });

  it('writes of a container what a person wrote, and not what the server filled in', async () => {
    await world.kubectl(
      'patch',
      'deployment/app',
      '-p',
      JSON.stringify({
        spec: {
          template: {
            spec: { containers: [{ name: 'proxy', image: 'proxy:1' }] },
          },
        },
      }),
    );
    await drifted();
    const { body } = await ask('adopt', { object: DEPLOYMENT, dryRun: true });
    expect(changedLines(body)).toEqual([
      'payments/dev/deployment.yaml +        - name: proxy',
      'payments/dev/deployment.yaml +          image: proxy:1',
    ]);
  });

  it('proposes a pull request where promotions are reviewed', async () => {
    await world.kubectlIn('staging', 'scale', 'deployment/app', '--replicas=3');
    await drifted('staging');
    const before = await head();
    const request = {
      object: STAGING_DEPLOYMENT,
      reason: 'It was too slow',
    };
    const first = await ask('adopt', request, { environment: 'staging' });
    const second = await ask('adopt', request, { environment: 'staging' });
    expect(first.body).toMatchObject({ way: 'pullRequest' });
    expect(second.body.pullRequest).toBe(first.body.pullRequest);
    expect(await head()).toBe(before);
    const pull = await world.git.deploy.pulls.get(first.body.pullRequest);
    expect(pull?.body).toContain('It was too slow');

    await world.git.deploy.pulls.merge(first.body.pullRequest, {
      as: 'ravi',
      method: 'merge',
    });
    await world.settled('staging');
    const { change } = await world.client.until(
      'staging',
      'the merge is known',
      one => one.change?.pullRequest === first.body.pullRequest,
    );
    expect(change).toMatchObject({ origin: 'adoption' });
  });

  it('refuses what was not looked at, and whoever gives no reason', async () => {
    await world.kubectl('scale', 'deployment/app', '--replicas=5');
    await drifted();
    const plan = await ask('adopt', { object: DEPLOYMENT, dryRun: true });
    await world.kubectl('scale', 'deployment/app', '--replicas=6');
    const before = await head();
    const stale = await ask('adopt', {
      object: DEPLOYMENT,
      reason: 'because',
      seen: plan.body.seen,
    });
    expect(stale.status).toBe(409);
    expect(stale.body.error.message).toMatch(/changed since you looked/);
    const silent = await ask('adopt', { object: DEPLOYMENT });
    expect(silent.status).toBe(400);
    const elsewhere = await ask('adopt', {
      object: DEPLOYMENT,
      fields: ['/spec/paused'],
      reason: 'because',
    });
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.body.error.message).toMatch(/did not drift/);
    expect(await head()).toBe(before);
  });

  it('writes nothing while the environment is frozen', async () => {
    await world.kubectl('scale', 'deployment/app', '--replicas=5');
    await drifted();
    await world.client.send(
      'put',
      `/api/gitops/freezes/${encodeURIComponent(
        'environment:component/default/payments/dev',
      )}`,
      as.user('dana'),
      { reason: 'The auditors are here' },
    );
    const before = await head();
    const answer = await ask('adopt', {
      object: DEPLOYMENT,
      reason: 'because',
    });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(/The auditors are here/);
    expect(await head()).toBe(before);
  });

  it('brings no secret into Git', async () => {
    await world.commit({
      'secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: token }\nstringData: { token: from-git }\n',
    });
    await world.until(
      'the secret is there',
      ({ objects, state }) =>
        state.sync === 'Synced' &&
        objects.some(({ kind }) => kind === 'Secret'),
    );
    await world.kubectl(
      ...['patch', 'secret/token', '--type=merge', '-p'],
      '{"stringData":{"token":"from-kubectl"}}',
    );
    await drifted();
    const answer = await ask('adopt', {
      object: '/Secret/payments-dev/token',
      dryRun: true,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/holds secrets/);
    expect(JSON.stringify(answer.body)).not.toContain('from-kubectl');
  });

  it('proposes to ignore a field, and does not compare it once that is merged', async () => {
    await world.kubectl('scale', 'deployment/app', '--replicas=5');
    await drifted();
    const answer = await ask('ignore', {
      object: DEPLOYMENT,
      reason: 'An autoscaler has it',
    });
    expect(answer.body).toMatchObject({ way: 'pullRequest' });
    expect(changedLines(answer.body).join('\n')).toContain('/spec/replicas');
    const source = world.git.repositories.get('acme/payments');
    await source.pulls.merge(answer.body.pullRequest, {
      as: 'dana',
      method: 'merge',
    });
    await world.settled();
    expect(
      await world.kubectl(
        'get',
        'deployment/app',
        '-o',
        'jsonpath={.spec.replicas}',
      ),
    ).toBe('5');
  });
});
