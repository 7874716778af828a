import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const DEPLOY = `${HOST_URL}/acme/deploy`;
const SOURCE = `${HOST_URL}/acme/payments`;

describe('what a promotion must meet', () => {
  let world: TestWorld;
  let client: Client;
  let host: LocalGitHost;
  let source: string;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: {
        payments: pipelineFile('payments').replace(
          'gates: { approvals: 1 }',
          'gates: { approvals: 1, soak: 3s, windows: [{ allow: Mon-Sun }], checks: { pullRequest: [ci/lint], source: [ci/test] } }',
        ),
      },
    });
    host = new LocalGitHost(world.repositories);
    source = (await world.repositories.get(SOURCE).head('main')) ?? '';
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterAll(() => world.remove());

  const report = (
    repository: string,
    commit: string,
    context: string,
    state: CommitStatus['state'],
  ) =>
    host.setCommitStatus({
      repository,
      commit,
      status: { context, state, description: `${context} says ${state}` },
    });

  /** Waits until a gate of the open promotion says so. */
  const untilGate = (environment: string, gate: string, reason: RegExp) =>
    client.until(
      environment,
      `${gate} says ${reason}`,
      one =>
        one.promotion?.gates.some(
          ({ name, reason: said }) => name === gate && reason.test(said),
        ) ?? false,
    );

  /** Waits until a status of a commit on the deploy repository is as wanted. */
  const untilStatus = (
    commit: string,
    context: string,
    state: CommitStatus['state'],
  ) =>
    until(`${context} is ${state}`, async () =>
      (await host.listCommitStatuses(DEPLOY, commit)).some(
        one => one.context === context && one.state === state,
      ),
    );

  const freeze = (method: 'put' | 'delete') =>
    client.send(
      method,
      `/api/gitops/freezes/${encodeURIComponent(
        'environment:component/default/payments/staging',
      )}`,
      as.user('ravi'),
      method === 'put' ? { reason: 'Incident 7' } : undefined,
    );

  it('waits for the checks of the pull request and of the source, and for the soak', async () => {
    await client.announce('1.1.0', { repository: SOURCE, commit: source });
    const { promotion } = await untilGate(
      'staging',
      'checks',
      /^Waits for ci\/lint on the pull request and ci\/test on the source commit\.$/,
    );
    await untilGate('staging', 'soak', /^Soaks for 1 min in dev, until /);
    const opened = await client.until(
      'staging',
      'it is open',
      one => one.promotion?.pullRequest?.headCommit !== undefined,
    );
    const head = opened.promotion?.pullRequest?.headCommit ?? '';
    await report(SOURCE, source, 'ci/test', 'success');
    await report(DEPLOY, head, 'ci/lint', 'failure');
    await untilGate('staging', 'checks', /^Failed: ci\/lint on the pull/);
    await untilStatus(head, 'gitops', 'failure');
    await report(DEPLOY, head, 'ci/lint', 'success');
    await untilGate('staging', 'checks', /^Passed: ci\/lint/);
    await untilGate('staging', 'soak', /^Stayed well in dev/);
    expect((await client.environment('staging')).promotion?.id).toBe(
      promotion?.id,
    );
    await untilStatus(head, 'gitops/staging/soak', 'success');
  });

  it('a freeze declared between approval and merge wins, red at once, and green again when it is lifted', async () => {
    const { promotion } = await client.environment('staging');
    const head = promotion?.pullRequest?.headCommit ?? '';
    expect((await freeze('put')).status).toBe(204);
    await client.approve('staging', 'ravi');
    await untilGate('staging', 'approvals', /^1 approval given\.$/);
    await untilStatus(head, 'gitops', 'failure');
    const frozen = await client.environment('staging');
    expect(frozen.next?.sentence).toBe(
      'This environment is frozen by ravi: Incident 7',
    );
    expect(frozen.release?.version).not.toBe('1.1.0');
    const merged = await client.send(
      'post',
      `/api/gitops/promotions/${promotion?.id}/merge`,
      as.user('ravi'),
    );
    expect(merged.status).toBe(409);

    expect((await freeze('delete')).status).toBe(204);
    await client.until(
      'staging',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    await untilStatus(head, 'gitops/staging/freeze', 'success');
  });

  it('twenty newer releases change nothing while it is held; on resume exactly one promotion follows', async () => {
    await client.until(
      'production',
      '1.1.0 is proposed, the only pull request that is open then',
      one => one.promotion?.pullRequest !== undefined,
    );
    const path = `${client.path}/environments/dev`;
    const { body } = await client.send(
      'get',
      `${path}/changes`,
      as.user('rita'),
    );
    await client.send('post', `${path}/rollback`, as.user('dana'), {
      commit: body.items[1].commit,
      reason: 'It drops payments',
    });
    await client.until(
      'dev',
      'it is rolled back',
      one => one.change?.origin === 'rollback' && !one.promotion,
    );
    const head = await world.deploy.head('main');
    for (let count = 1; count <= 20; count += 1) {
      await client.announce(`1.2.${count}`);
    }
    await client.until(
      'dev',
      'the newest one waits',
      one =>
        one.candidate?.version === '1.2.20' && one.next?.action === 'resume',
    );
    expect(await world.deploy.head('main')).toBe(head);
    expect(await world.deploy.pulls.list({ state: 'open' })).toHaveLength(1);

    await client.send('delete', `${path}/hold`, as.user('ravi'));
    await client.until(
      'dev',
      'it has the newest one',
      one => one.release?.version === '1.2.20' && !one.promotion,
    );
    const after = await client.send(
      'get',
      `${path}/changes?limit=3`,
      as.user('rita'),
    );
    expect(
      after.body.items.map((one: { origin: string }) => one.origin),
    ).toEqual(['promotion', 'rollback', 'promotion']);
  });
});
