import http, { type RequestListener } from 'node:http';
import { until } from '../__testUtils__/until';
import { json, LoopbackServer } from '../__testUtils__/LoopbackServer';
import type { ResolvedAddress } from '../network/addresses';
import { post } from './post';

const BODY = '{"promotion":"p1"}';
const LIMITS = { milliseconds: 10_000, bytes: 1024 };
const loopback = { address: '127.0.0.1', family: 4 };

describe('post', () => {
  const servers: LoopbackServer[] = [];

  const start = async (
    answer: RequestListener,
    scheme?: 'http' | 'https',
  ): Promise<LoopbackServer> => {
    const server = await LoopbackServer.start(answer, scheme);
    servers.push(server);
    return server;
  };

  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  const send = (
    url: string,
    options: Partial<Parameters<typeof post>[0]> = {},
  ) =>
    post({
      url,
      body: BODY,
      headers: { 'X-GitOps-Signature': 'sha256=00' },
      network: 'private',
      limits: LIMITS,
      ...options,
    });

  /** Answers one list of addresses after the other, as a name does that is bound anew. */
  const resolver = (...answers: ResolvedAddress[][]) => {
    const asked: string[] = [];
    return {
      asked,
      resolve: async (name: string) => {
        asked.push(name);
        return answers[Math.min(asked.length, answers.length) - 1];
      },
    };
  };

  it('posts the body with its headers, and answers what comes back', async () => {
    const server = await start(json({ allowed: true }));
    expect(await send(`${server.url}/gate?team=shop`)).toEqual({
      status: 'answered',
      text: '{"allowed":true}',
    });
    expect(server.received).toEqual([
      {
        path: '/gate?team=shop',
        headers: expect.objectContaining({ 'x-gitops-signature': 'sha256=00' }),
        body: BODY,
      },
    ]);
  });

  it('resolves a name once, and connects to what was checked, whatever the name means by then', async () => {
    const server = await start(json({ allowed: true }));
    const { asked, resolve } = resolver(
      [loopback],
      [{ address: '169.254.169.254', family: 4 }],
    );
    const url = `http://change.example.com:${server.port}/gate`;
    expect(await send(url, { resolve })).toMatchObject({ status: 'answered' });
    expect(asked).toEqual(['change.example.com']);
    expect(server.received[0].headers.host).toBe(
      `change.example.com:${server.port}`,
    );
  });

  it.each<[string, 'public' | 'private', ResolvedAddress[], RegExp]>([
    ['loopback', 'public', [loopback], /private network \(loopback\)/],
    [
      'one of several',
      'public',
      [{ address: '93.184.215.14', family: 4 }, loopback],
      /private network \(loopback\)/,
    ],
    [
      'link-local, in a private network too',
      'private',
      [{ address: '169.254.169.254', family: 4 }],
      /never called \(linkLocal\)/,
    ],
    ['nothing', 'private', [], /no address/],
  ])(
    'calls no name that resolves to %s',
    async (_, network, addresses, reason) => {
      const server = await start(json({ allowed: true }));
      const { resolve } = resolver(addresses);
      expect(
        await send(`http://change.example.com:${server.port}`, {
          network,
          resolve,
        }),
      ).toEqual({
        status: 'unanswered',
        reason: expect.stringMatching(reason),
      });
      expect(server.received).toEqual([]);
    },
  );

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'calls no address of a private network that is written as %s',
    async host => {
      const server = await start(json({ allowed: true }));
      expect(
        await send(`http://${host}:${server.port}`, { network: 'public' }),
      ).toMatchObject({ status: 'unanswered' });
      expect(server.received).toEqual([]);
    },
  );

  it('follows no redirect', async () => {
    const secret = await start(json({ allowed: true }));
    const server = await start((_, response) =>
      response.writeHead(307, { Location: secret.url }).end(),
    );
    expect(await send(server.url)).toEqual({
      status: 'unanswered',
      reason: 'It answered with a redirect (307), which is not followed.',
    });
    expect(secret.received).toEqual([]);
  });

  it.each<[string, RequestListener, RegExp]>([
    [
      'another status',
      (_, response) => response.writeHead(503).end('{"allowed":true}'),
      /^It answered 503 instead of 200\.$/,
    ],
    [
      'no content',
      (_, response) => response.writeHead(204).end(),
      /^It answered 204 instead of 200\.$/,
    ],
    [
      'another protocol',
      request =>
        request.socket.end(
          'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
        ),
      /^It hung up\.$/,
    ],
    [
      'a body that breaks off',
      (_, response) => {
        response.writeHead(200, { 'Content-Length': '100' });
        response.write('{"allowed":', () => response.destroy());
      },
      /^The connection failed \(ECONNRESET\)\.$/,
    ],
    [
      'headers without end',
      request =>
        request.socket.write(
          `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(20_000)}\r\n`,
        ),
      /^The connection failed \(HPE_HEADER_OVERFLOW\)\.$/,
    ],
    [
      'a body that is too large',
      (_, response) => response.end('x'.repeat(LIMITS.bytes + 1)),
      /^It answered more than 1 KiB\.$/,
    ],
  ])('takes no answer from %s', async (_, answer, reason) => {
    const server = await start(answer);
    expect(await send(server.url)).toEqual({
      status: 'unanswered',
      reason: expect.stringMatching(reason),
    });
  });

  it('hangs up on a body without end', async () => {
    let connection: 'open' | 'closed' = 'open';
    const server = await start((_, response) => {
      const more = () => {
        while (connection === 'open' && response.write('x'.repeat(512)));
      };
      response.on('drain', more).on('close', () => {
        connection = 'closed';
      });
      more();
    });
    expect(await send(server.url)).toEqual({
      status: 'unanswered',
      reason: 'It answered more than 1 KiB.',
    });
    await until(
      'the connection is closed',
      async () => connection === 'closed',
    );
  });

  it.each<[string, RequestListener]>([
    ['is silent', () => {}],
    [
      'drips',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('gives up on a server that %s', async (_, answer) => {
    const server = await start(answer);
    expect(
      await send(server.url, { limits: { ...LIMITS, milliseconds: 200 } }),
    ).toEqual({
      status: 'unanswered',
      reason: 'It did not answer within 0.2 s.',
    });
  });

  it('gives up on a name that is never resolved', async () => {
    expect(
      await send('http://change.example.com', {
        resolve: () => new Promise(() => {}),
        limits: { ...LIMITS, milliseconds: 200 },
      }),
    ).toEqual({
      status: 'unanswered',
      reason: 'It did not answer within 0.2 s.',
    });
  });

  it('says how a connection failed, and names no address', async () => {
    const server = await start(json({}));
    const { url } = server;
    await server.stop();
    servers.pop();
    expect(await send(url)).toEqual({
      status: 'unanswered',
      reason: 'The connection failed (ECONNREFUSED).',
    });
    expect(
      await send(url, {
        url: 'http://change.example.com',
        resolve: async () => {
          throw Object.assign(new Error('getaddrinfo 10.0.0.2'), {
            code: 'ENOTFOUND',
          });
        },
      }),
    ).toEqual({
      status: 'unanswered',
      reason: 'The connection failed (ENOTFOUND).',
    });
  });

  it('trusts no certificate that nobody vouches for', async () => {
    const server = await start(json({ allowed: true }), 'https');
    expect(
      await send(`https://change.example.com:${server.port}`, {
        resolve: async () => [loopback],
      }),
    ).toEqual({
      status: 'unanswered',
      reason: expect.stringMatching(/^The connection failed \(\w*CERT\w*\)\.$/),
    });
    expect(server.received).toEqual([]);
  });

  it('goes past what sends the requests of this process by a proxy', async () => {
    const server = await start(json({ allowed: true }));
    jest.spyOn(http, 'request').mockImplementation(() => {
      throw new Error('sent by a proxy');
    });
    jest.replaceProperty(process, 'env', {
      ...process.env,
      HTTP_PROXY: 'http://127.0.0.1:9',
      NODE_USE_ENV_PROXY: '1',
    });
    expect(await send(server.url)).toMatchObject({ status: 'answered' });
  });
});
