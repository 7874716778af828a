import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import request from 'supertest';
import { until } from '../__testUtils__/until';
import { Refusals } from '../network/Refusals';
import { bodyOf, proven } from './__testUtils__/prove';
import { SAMPLES } from './__testUtils__/samples';
import type { Delivery } from './Inbox';
import { configuredReceivers } from './judgeDelivery';
import { createWebhookRouter } from './webhookRouter';

const SECRET = 'a secret of tests, long enough';
const OLD = 'an older secret of tests';
const LIMIT = 1024 * 1024;

const [SAMPLE] = SAMPLES;
const BODY = bodyOf(SAMPLE.payload);

/** Remembers deliveries by their ids, as the inbox does. */
class Memory {
  readonly deliveries: Delivery[] = [];

  async add(delivery: Delivery) {
    const key = JSON.stringify([delivery.receiver, delivery.identity]);
    const isKnown = this.deliveries.some(
      ({ receiver, identity }) => JSON.stringify([receiver, identity]) === key,
    );
    if (!isKnown) this.deliveries.push(delivery);
    return isKnown ? 'replayed' : 'stored';
  }
}

describe('the door for webhooks', () => {
  let server: Server;
  let inbox: Memory;
  let counted: string[];
  let woken: number;

  async function open(milliseconds: number) {
    inbox = new Memory();
    counted = [];
    woken = 0;
    const app = express().use(
      createWebhookRouter({
        receivers: configuredReceivers({
          github: {
            type: 'github',
            secret: SECRET,
            previous: [{ secret: OLD }],
          },
          pushes: {
            type: 'github',
            secret: SECRET,
            previous: [],
            events: ['Push'],
          },
          hub: { type: 'dockerHub', secret: SECRET, previous: [] },
        }),
        inbox: inbox as { add(one: Delivery): Promise<'stored' | 'replayed'> },
        counter: {
          count: (receiver, outcome) => counted.push(`${receiver} ${outcome}`),
        },
        stored: () => {
          woken += 1;
        },
        refusals: new Refusals({ now: () => 0, most: 10 }),
        limits: { bytes: LIMIT, milliseconds },
      }),
    );
    server = createServer(app);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  }

  const port = () => (server.address() as AddressInfo).port;

  beforeEach(() => open(10_000));

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  function send(options: {
    name?: string;
    secret?: string;
    body?: Buffer;
    headers?: Record<string, string>;
  }) {
    const { name = 'github', secret = SECRET, body = BODY } = options;
    const { headers } = proven('github', secret, {
      headers: SAMPLE.headers,
      body,
    });
    return request(server)
      .post(`/webhooks/${name}`)
      .set('Content-Type', 'application/json')
      .set({ ...(headers as Record<string, string>), ...options.headers })
      .send(body.toString());
  }

  it('stores what a sender proves, and says so', async () => {
    const { status, body } = await send({});
    expect([status, body]).toEqual([202, { status: 'stored' }]);
    expect(inbox.deliveries).toEqual([
      {
        receiver: 'github',
        identity: { kind: 'id', id: 'd-1' },
        events: SAMPLE.means,
      },
    ]);
    expect([counted, woken]).toEqual([['github stored'], 1]);
  });

  it('takes a secret that senders change over from', async () => {
    expect((await send({ secret: OLD })).status).toBe(202);
  });

  it('does nothing about a replay', async () => {
    await send({});
    const { status, body } = await send({});
    expect([status, body]).toEqual([202, { status: 'replayed' }]);
    expect(woken).toBe(1);
    expect(counted).toEqual(['github stored', 'github replayed']);
  });

  it('answers a wrong secret and an unknown receiver alike', async () => {
    const answers = [
      await send({ secret: 'another secret of tests' }),
      await send({ headers: { 'X-Hub-Signature-256': '' } }),
      await send({ name: 'nobody' }),
      await send({ name: 'constructor' }),
      await send({ name: 'hub' }),
    ];
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([403]),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(inbox.deliveries).toEqual([]);
    expect(counted).toEqual([
      'github refused',
      'github refused',
      'undefined refused',
      'undefined refused',
      'hub refused',
    ]);
  });

  it('takes a secret in the address, and not in two', async () => {
    const body = bodyOf({
      push_data: { tag: 'v1' },
      repository: { repo_name: 'acme/app' },
    });
    const ask = (query: string) =>
      request(server)
        .post(`/webhooks/hub?${query}`)
        .set('Content-Type', 'application/json')
        .send(body.toString());
    const secret = encodeURIComponent(SECRET);
    expect((await ask(`secret=${secret}`)).status).toBe(202);
    expect((await ask(`secret=x&secret=${secret}`)).status).toBe(403);
    expect((await ask(`secret[]=${secret}`)).status).toBe(403);
  });

  it.each<[string, Parameters<typeof send>[0], number, string]>([
    ['no JSON', { body: Buffer.from('{') }, 400, 'malformed'],
    ['no object', { body: Buffer.from('[]') }, 400, 'malformed'],
    ['nothing', { body: Buffer.from('null') }, 202, 'ignored'],
    [
      'an event that is not acted on',
      { headers: { 'X-GitHub-Event': 'star' } },
      202,
      'ignored',
    ],
    [
      "another sender's",
      { headers: { 'X-GitHub-Event': '', 'X-Gitea-Event': 'push' } },
      202,
      'ignored',
    ],
  ])('counts what says %s', async (_, options, status, outcome) => {
    expect((await send(options)).status).toBe(status);
    expect(counted).toEqual([`github ${outcome}`]);
    expect(inbox.deliveries).toEqual([]);
  });

  it('takes only the events that are wanted', async () => {
    expect((await send({ name: 'pushes' })).status).toBe(202);
    const { status } = await send({
      name: 'pushes',
      headers: { 'X-GitHub-Event': 'pull_request' },
    });
    expect(status).toBe(400);
    expect(counted).toEqual(['pushes stored', 'pushes unwanted']);
  });

  it('does not listen to an address that was refused too often, and tells when it will', async () => {
    for (let count = 0; count < 10; count += 1) {
      await send({ secret: 'another secret of tests' });
    }
    const { status, headers } = await send({});
    expect([status, headers['retry-after']]).toEqual([429, '60']);
    expect(counted.slice(-2)).toEqual(['github refused', 'github limited']);
    expect(inbox.deliveries).toEqual([]);
  });

  it('takes POST only', async () => {
    const { status, headers } = await request(server).get('/webhooks/github');
    expect([status, headers.allow]).toEqual([405, 'POST']);
  });

  it.each([
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Content-Type', 'text/plain'],
    ['Content-Encoding', 'gzip'],
  ])('does not read a body of %s %s', async (name, value) => {
    expect((await send({ headers: { [name]: value } })).status).toBe(415);
  });

  it.each(['application/json; charset=utf-8', 'application/cloudevents+json'])(
    'reads a body of %s',
    async type => {
      expect((await send({ headers: { 'Content-Type': type } })).status).toBe(
        202,
      );
    },
  );

  it('reads a body up to the limit', async () => {
    const space = LIMIT - BODY.length;
    const body = Buffer.concat([BODY, Buffer.alloc(space, ' ')]);
    expect((await send({ body })).status).toBe(202);
    const larger = Buffer.concat([body, Buffer.from(' ')]);
    const answer = await send({ body: larger }).catch(error => error);
    // A client that only listens once it has sent everything may find that nobody is there any more.
    expect([413, 'EPIPE', 'ECONNRESET']).toContain(
      answer.status ?? answer.code,
    );
    expect(counted).toEqual(['github stored', 'github oversized']);
  });

  /** Sends by hand, without end, and answers with the status line. */
  function talk(...parts: string[]) {
    return new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect(port(), '127.0.0.1', () => {
        for (const part of parts) socket.write(part);
      });
      socket
        .on('data', data => {
          answer += data.toString();
          if (answer.includes('\r\n')) resolve(answer.split('\r\n', 1)[0]);
        })
        .on('close', () => resolve(answer))
        .on('error', reject);
    });
  }

  const head = (...lines: string[]) =>
    [
      'POST /webhooks/github HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      ...lines,
      '',
      '',
    ].join('\r\n');

  it('refuses a body that is announced to be too large before any of it has come', async () => {
    expect(await talk(head(`Content-Length: ${LIMIT + 1}`))).toContain(' 413 ');
    expect(counted).toEqual(['github oversized']);
  });

  it('refuses a body without an announced length at the first byte too many', async () => {
    const size = (LIMIT + 1).toString(16);
    expect(
      await talk(
        head('Transfer-Encoding: chunked'),
        `${size}\r\n`,
        '{'.repeat(LIMIT + 1),
      ),
    ).toContain(' 413 ');
    expect(counted).toEqual(['github oversized']);
  });

  it('does not wait for a body that does not come', async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await open(50);
    expect(await talk(head('Content-Length: 10'), '{')).toContain(' 408 ');
    expect(counted).toEqual(['github late']);
  });

  it('outlives a sender that hangs up', async () => {
    const aborted = httpRequest({
      port: port(),
      method: 'POST',
      path: '/webhooks/github',
      headers: { 'Content-Type': 'application/json', 'Content-Length': 10 },
    }).on('error', () => {});
    aborted.write('{');
    await new Promise<void>(resolve => {
      server.once('request', () => resolve());
    });
    aborted.destroy();
    await until('it is noticed', async () => counted.length > 0);
    expect(counted).toEqual(['github broken']);
    expect((await send({})).status).toBe(202);
  });
});
