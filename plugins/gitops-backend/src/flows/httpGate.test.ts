import { createHmac } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { LoopbackServer } from '../__testUtils__/LoopbackServer';
import { letPass, pretendTime } from '../__testUtils__/pretendTime';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';
import { as, Client, digestOf, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const DEPLOY = `${HOST_URL}/acme/deploy`;
const MANIFEST = 'payments/staging/deployment.yaml';
const MINUTE = 60_000;

const hmac = (key: string, text: string) =>
  createHmac('sha256', key).update(text).digest('hex');

describe('an environment that asks for an external yes', () => {
  let world: TestWorld;
  let client: Client;
  let change: LoopbackServer;
  let answer: { code: number; body: object };

  beforeAll(async () => {
    pretendTime('2026-03-02T09:00:00Z');
    change = await LoopbackServer.start((_, response) =>
      response.writeHead(answer.code).end(JSON.stringify(answer.body)),
    );
    world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: {
        payments: pipelineFile('payments')
          .replace(
            'gates: { approvals: 1 }',
            `gates: { approvals: 1, http: [{ name: change, url: '${change.url}/gates/payments' }] }`,
          )
          .replace(
            'gates:\n',
            "gates:\n        http: [{ name: cloud, url: 'http://169.254.169.254/latest/meta-data' }]\n",
          ),
      },
      config: {
        http: { allow: [{ url: `${change.url}/gates`, privateNetwork: true }] },
      },
    });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterAll(async () => {
    jest.useRealTimers();
    await world.remove();
    await change.stop();
  });

  const say = (body: object, code = 200) => {
    answer = { code, body };
  };

  const gateOf = ({ promotion }: Environment) =>
    promotion?.gates.find(({ name }) => name === 'http');

  const untilGate = (environment: string, reason: string) =>
    client.until(
      environment,
      `http says ${reason}`,
      one => gateOf(one)?.reason === reason,
    );

  /** Waits until an environment was looked at twice more: what one look began, the next would have ended. */
  const looks = async (environment: string) => {
    for (let count = 0; count < 2; count += 1) {
      const { asOf } = await client.environment(environment);
      await client.until(
        environment,
        'it is looked at again',
        one => one.asOf !== asOf,
      );
    }
  };

  it('waits while nothing that counts is answered, and asks once a minute, whoever looks', async () => {
    say({ allowed: true }, 503);
    await client.announce('1.1.0');
    const { promotion } = await untilGate(
      'staging',
      'change has not answered: It answered 503 instead of 200.',
    );
    await looks('staging');
    const merge = await client.send(
      'post',
      `/api/gitops/promotions/${promotion?.id}/merge`,
      as.user('ravi'),
    );
    expect(merge.status).toBe(409);
    expect(change.received).toHaveLength(1);
  });

  it('asks by a signed request about exactly what is proposed', async () => {
    const { promotion } = await client.environment('staging');
    const [{ path, headers, body }] = change.received;
    expect(path).toBe('/gates/payments');
    expect(JSON.parse(body)).toEqual({
      pipeline: 'component:default/payments',
      environment: 'staging',
      promotion: promotion?.id,
      release: {
        version: '1.1.0',
        images: [
          {
            repository: 'ghcr.io/acme/payments',
            tag: '1.1.0',
            digest: digestOf('1.1.0'),
          },
        ],
      },
      pullRequest: {
        url: promotion?.pullRequest?.url,
        headCommit: promotion?.pullRequest?.headCommit,
      },
      policyCommit: expect.stringMatching(/^[0-9a-f]{40}$/),
      askedAt: expect.stringMatching(/^2026-03-02T09:/),
    });
    const key = hmac(
      'a secret of tests, long enough',
      `gitops http gate ${change.url}/gates`,
    );
    expect(headers['x-gitops-signature']).toBe(`sha256=${hmac(key, body)}`);
  });

  it('takes a no for a no, and one with a time for a not yet', async () => {
    say({ allowed: false, reason: 'CHG-7 is not approved' });
    letPass(MINUTE);
    const { promotion } = await untilGate(
      'staging',
      'change said no: CHG-7 is not approved.',
    );
    const head = promotion?.pullRequest?.headCommit ?? '';
    const host = new LocalGitHost(world.repositories);
    await until('the pull request is red', async () =>
      (
        await host.listCommitStatuses(DEPLOY, head)
      ).some(one => one.context === 'gitops' && one.state === 'failure'),
    );
    say({
      allowed: false,
      reason: 'The board meets at ten',
      until: '2026-03-02T11:00:00+01:00',
    });
    letPass(MINUTE);
    const waiting = await untilGate(
      'staging',
      'change said not yet: The board meets at ten.',
    );
    expect(gateOf(waiting)).toMatchObject({
      status: 'waiting',
      until: '2026-03-02T10:00:00.000Z',
    });
  });

  it('a yes to other content does not count', async () => {
    say({ allowed: true, reason: 'CHG-7' });
    letPass(MINUTE);
    const { promotion } = await untilGate('staging', 'change said yes: CHG-7.');
    const head = promotion?.pullRequest?.headCommit;
    say({}, 503);
    // What others change on the branch beside the image is in the way of ours, which is proposed anew.
    const text = await world.deploy.readFile('main', MANIFEST);
    await world.deploy.commitFiles({
      branch: 'main',
      files: new Map([
        [MANIFEST, (text ?? '').replace('# the version', '# what runs')],
      ]),
      message: 'Explain',
      author: { name: 'Dana', email: 'dana@example.com' },
    });
    const again = await client.until(
      'staging',
      'it is proposed anew and asked about',
      one =>
        one.promotion?.pullRequest?.headCommit !== head &&
        gateOf(one)?.reason ===
          'change has not answered: It answered 503 instead of 200.',
    );
    expect(again.promotion?.id).toBe(promotion?.id);
    expect(
      JSON.parse(change.received.at(-1)?.body ?? '').pullRequest.headCommit,
    ).toBe(again.promotion?.pullRequest?.headCommit);
  });

  it('asks again before it merges on a yes that is older than a minute', async () => {
    say({ allowed: true });
    letPass(MINUTE);
    await untilGate('staging', 'change said yes.');
    say({ allowed: false, reason: 'CHG-7 was withdrawn' });
    letPass(MINUTE);
    await client.approve('staging', 'ravi');
    const { promotion } = await untilGate(
      'staging',
      'change said no: CHG-7 was withdrawn.',
    );
    expect(promotion?.state).toBe('open');
    say({ allowed: true });
    letPass(MINUTE);
    await client.until(
      'staging',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
  });

  it('asks nobody whom the platform does not list, and says what to do', async () => {
    const { promotion } = await untilGate(
      'production',
      'cloud may not be asked: http://169.254.169.254/latest/meta-data is not listed; the platform team can add it below gitops.http.allow.',
    );
    const { body } = await client.send(
      'get',
      `${client.path}/preflight`,
      as.user('rita'),
    );
    expect(body.items).toContainEqual({
      check: 'http',
      environment: 'production',
      status: 'failed',
      expected: 'cloud may be asked at its address',
      found:
        'http://169.254.169.254/latest/meta-data is not listed; the platform team can add it below gitops.http.allow.',
      fix: expect.stringContaining('gitops.http.allow'),
    });
    await client.send(
      'post',
      `/api/gitops/promotions/${promotion?.id}/bypass`,
      as.user('ravi'),
      { gate: 'http', reason: 'The list is being mended' },
    );
    await untilGate('production', 'Bypassed by ravi: The list is being mended');
  });
});
