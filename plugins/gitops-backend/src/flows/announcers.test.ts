import { connect } from 'node:net';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Release } from '@backstage-gitops/plugin-gitops-common';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { LocalIssuer } from '../announcers/__testUtils__/LocalIssuer';
import { CapturedLogs } from '../__testUtils__/CapturedLogs';
import { CountedRequests } from '../__testUtils__/CountedRequests';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';
import type { Replica } from '../__testUtils__/startReplica';
import { as, Client, digestOf, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SECRET = 'a-secret-of-jenkins-0123456789';
const OLD = 'an-older-secret-of-jenkins-01234';
const COUNTER = 'gitops.announcements.requests';

const minutes = (count: number) => Math.floor(Date.now() / 1_000) + count * 60;

describe('CI that announces without credentials of Backstage', () => {
  const counted = new CountedRequests();
  const logs = new CapturedLogs();
  let issuer: LocalIssuer;
  let away: LocalIssuer;
  let world: TestWorld;
  let replica: Replica;
  let payments: Client;
  let orders: Client;
  let head: string;

  beforeAll(async () => {
    issuer = await LocalIssuer.start();
    away = await LocalIssuer.start();
    const oidc = (url: string) => ({
      ci: 'githubActions',
      issuer: url,
      audience: issuer.audience,
      repositories: HOST_URL,
      insecure: 'http',
      privateNetwork: true,
    });
    world = await TestWorld.create({
      services: { payments: 'plain', orders: 'plain' },
      pipelineFiles: {
        orders: pipelineFile('orders').replace(
          '  environments:',
          '  announce: { refs: [refs/heads/main], environment: release }\n  environments:',
        ),
      },
      config: {
        announcers: [
          {
            name: 'jenkins',
            secret: SECRET,
            previous: [{ secret: OLD }],
            pipelines: ['component:default/payments'],
          },
          {
            subject: 'external:ci-payments',
            pipelines: ['component:default/payments'],
          },
        ],
        oidc: [oidc(issuer.url), oidc(away.url)],
      },
      logger: logs.factory,
      features: [counted.factory],
    });
    replica = await world.start(await databases.init('SQLITE_3'));
    payments = new Client(replica, 'payments');
    orders = new Client(replica, 'orders');
    await payments.ready();
    const source = world.repositories.get(`${HOST_URL}/acme/payments`);
    head = (await source.head('main')) ?? '';
  });

  afterAll(async () => {
    await world?.remove();
    await issuer.stop();
  });

  const announce = (
    tag: string,
    token: string,
    { client = payments, source }: { client?: Client; source?: object } = {},
  ) =>
    client.send('post', `${client.path}/releases`, `Bearer ${token}`, {
      images: [{ name: 'app', tag, digest: digestOf(tag) }],
      ...(source ? { source } : {}),
    });

  const token = (claims: JWTPayload = {}) =>
    issuer.token({ sha: head, ...claims });

  const releases = async (): Promise<Release[]> =>
    (
      await payments.send(
        'get',
        `${payments.path}/releases?limit=100`,
        as.user('rita'),
      )
    ).body.items;

  const named = async (version: string) =>
    (await releases()).filter(one => one.version === version);

  it('knows an announcer by its secret, and says so', async () => {
    expect((await announce('1.1.0', SECRET)).status).toBe(202);
    await payments.until(
      'dev',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0',
    );
    expect(await named('1.1.0')).toMatchObject([
      { announcedBy: 'announcer:jenkins' },
    ]);
    const { body } = await payments.send(
      'get',
      `${payments.path}/history`,
      as.user('rita'),
    );
    expect(body.items).toContainEqual(
      expect.objectContaining({
        kind: 'releaseAnnounced',
        by: { name: 'announcer:jenkins' },
      }),
    );
  });

  it('knows it by a secret that it changes over from', async () => {
    expect((await announce('1.1.1', OLD)).status).toBe(202);
  });

  it('knows a job by its token, and the commit it runs on', async () => {
    expect((await announce('1.2.0', await token())).status).toBe(202);
    expect(await named('1.2.0')).toMatchObject([
      {
        announcedBy: 'oidc:github:acme/payments@refs/heads/main',
        source: {
          repository: `${HOST_URL}/acme/payments`,
          commit: head,
          author: { entityRef: 'user:default/dana' },
        },
      },
    ]);
  });

  it('makes one release of what the same token announces twice', async () => {
    const twice = await token();
    for (let count = 0; count < 2; count += 1) {
      expect((await announce('1.2.1', twice)).status).toBe(202);
    }
    expect(await named('1.2.1')).toHaveLength(1);
  });

  it('believes no job about commits of another repository', async () => {
    const { status, body } = await announce('1.2.2', await token(), {
      source: {
        repository: `${HOST_URL}/acme/orders`,
        commit: 'c'.repeat(40),
      },
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain('name a commit of that repository');
    expect(await named('1.2.2')).toEqual([]);
  });

  const forgeries: Array<
    [string, () => Promise<string>, status: number, by: string]
  > = [
    [
      'of another audience',
      () => token({ aud: 'https://a.example' }),
      401,
      'unknown refused',
    ],
    [
      'of another repository',
      () => token({ repository: 'acme/orders' }),
      403,
      'oidc:github forbidden',
    ],
    [
      'of a stranger who has a token of the same CI',
      () => token({ repository: 'mallory/payments' }),
      403,
      'oidc:github forbidden',
    ],
    [
      'that has expired',
      () => token({ exp: minutes(-2) }),
      401,
      'unknown refused',
    ],
    [
      'that is not valid yet',
      () => token({ nbf: minutes(9) }),
      401,
      'unknown refused',
    ],
    [
      'that nobody signed',
      async () => new UnsecuredJWT(issuer.claims()).encode(),
      401,
      'unknown refused',
    ],
    [
      'that is signed with the public key as a secret',
      () =>
        new SignJWT(issuer.claims())
          .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
          .sign(Buffer.from(JSON.stringify(issuer.publicJwk('rsa')))),
      401,
      'unknown refused',
    ],
    [
      'of a key that its issuer does not have',
      async () => {
        await issuer.addKey('unpublished', 'RS256', 'unpublished');
        return issuer.token({}, 'unpublished');
      },
      401,
      'unknown refused',
    ],
    [
      'that is longer than any',
      () => token({ more: 'x'.repeat(8_192) }),
      401,
      'unknown refused',
    ],
    [
      'that is none',
      async () => 'a-secret-of-nobody-0123456789',
      401,
      'unknown refused',
    ],
  ];

  it.each(forgeries)(
    'takes no token %s, counts it, and takes what is right',
    async (_, forge, status, outcome) => {
      const before = counted.of(`${COUNTER} ${outcome}`);
      const admitted = counted.of(`${COUNTER} oidc:github admitted`);
      const forged = await announce('6.6.6', await forge());
      expect(forged.status).toBe(status);
      expect(counted.of(`${COUNTER} ${outcome}`)).toBe(before + 1);
      expect(await named('6.6.6')).toEqual([]);
      expect((await announce('1.2.0', await token())).status).toBe(202);
      expect(counted.of(`${COUNTER} oidc:github admitted`)).toBe(admitted + 1);
    },
  );

  it('has CI try again where the issuer is away', async () => {
    const fromAway = await away.token({ sha: head });
    await away.stop();
    const { status, headers, body } = await announce('1.3.0', fromAway);
    expect([status, headers['retry-after']]).toEqual([503, '30']);
    expect(body.error.message).toMatch(/Try again\.$/);
    expect(counted.of(`${COUNTER} unknown unavailable`)).toBe(1);
  });

  it.each<[string, JWTPayload, number]>([
    ['on another ref', { ref: 'refs/heads/next', environment: 'release' }, 403],
    ['outside of its environment', {}, 403],
    ['as the file asks', { environment: 'release' }, 202],
  ])('lets a job announce %s', async (_, claims, status) => {
    const job = await token({ repository: 'acme/orders', ...claims });
    expect((await announce('1.1.0', job, { client: orders })).status).toBe(
      status,
    );
  });

  it('says no more of a pipeline than of one that does not exist', async () => {
    const missing = new Client(replica, 'nothing');
    for (const one of [SECRET, await token()]) {
      const [there, nowhere] = [
        await announce('1.0.0', one, { client: orders }),
        await announce('1.0.0', one, { client: missing }),
      ];
      expect([there.status, nowhere.status]).toEqual([403, 403]);
      expect(there.body.error.message.replaceAll('orders', 'nothing')).toBe(
        nowhere.body.error.message,
      );
    }
  });

  it.each<['get' | 'post' | 'delete', string]>([
    ['get', '/releases'],
    ['get', ''],
    ['post', `/releases/${'f'.repeat(40)}/reject`],
    ['delete', `/releases/${'f'.repeat(40)}/reject`],
    ['post', '/promotions'],
  ])('opens nothing else: %s %s', async (method, path) => {
    for (const one of [SECRET, await token(), undefined]) {
      const { status } = await payments.send(
        method,
        `${payments.path}${path}`,
        one ? `Bearer ${one}` : '',
        method === 'post' ? { reason: 'because' } : undefined,
      );
      expect(status).toBe(401);
    }
  });

  it('takes credentials of Backstage as before', async () => {
    expect((await payments.announce('1.4.0')).status).toBe(202);
    expect(counted.of(`${COUNTER} backstage admitted`)).toBe(1);
    const { status } = await payments.send(
      'post',
      `${payments.path}/releases`,
      as.service('external:ci-orders'),
      { images: [{ name: 'app', tag: '1.4.1' }] },
    );
    expect(status).toBe(403);
  });

  it('reads nothing of what a stranger sends', async () => {
    const address = replica.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          [
            `POST ${payments.path}/releases HTTP/1.1`,
            'Host: localhost',
            `Authorization: Bearer ${SECRET}!`,
            'Content-Type: application/json',
            'Content-Length: 200000',
            '',
            '{',
          ].join('\r\n'),
        );
      });
      socket
        .on('data', data => resolve(data.toString().split('\r\n', 1)[0]))
        .on('error', reject);
    });
    expect(answer).toContain(' 401 ');
  });

  it('logs no secret and no token', async () => {
    const lines = logs.lines.join('\n');
    expect(lines).not.toContain(SECRET);
    expect(lines).not.toContain(OLD);
    expect(lines).not.toContain('eyJ');
  });

  it('does not listen to whoever is refused again and again', async () => {
    const statuses = new Set<number>();
    while (!statuses.has(429)) {
      statuses.add((await announce('6.6.6', 'a-guess-0123456789')).status);
    }
    expect(statuses).toEqual(new Set([401, 429]));
    const { status, headers } = await announce('6.6.6', SECRET);
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(counted.of(`${COUNTER} unknown limited`)).toBe(2);
  });
});
