import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { z } from 'zod';
import { Client } from './Client';
import { RetryableHostError } from './errors';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

describe('Client', () => {
  let server: Server;
  let client: Client;
  let asked: string[];
  let handle: Handler;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      handle(request, response);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    client = new Client({
      apiBaseUrl: `http://127.0.0.1:${port}/api/v1`,
      authorization: 'Basic c2VjcmV0',
      patience: { second: 1, timeout: 30_000 },
    });
  });

  afterEach(() => {
    server.closeAllConnections();
    return new Promise(resolve => {
      server.close(resolve);
    });
  });

  /** Answers pages of `most` of that many numbers, whatever was asked for. */
  function pagesOf(total: number, most: number, header?: number): Handler {
    return (request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      const page = Number(url.searchParams.get('page'));
      const all = Array.from({ length: total }, (_, index) => index);
      const items = all.slice((page - 1) * most, page * most);
      if (header !== undefined) {
        response.setHeader('x-total-count', String(header));
      }
      response.end(JSON.stringify(items.length > 0 ? items : null));
    };
  }

  const list = (more: { miscounted?: true } = {}, pages?: number) =>
    client.list(
      { what: 'count', path: '/count', answer: z.number(), ...more },
      pages,
    );

  it.each([
    ['all on a page', { total: 20, most: 50, header: 20 }, 1],
    ['two pages', { total: 70, most: 50, header: 70 }, 2],
    [
      'pages that are smaller than was asked for',
      { total: 70, most: 20, header: 70 },
      4,
    ],
    ['no total', { total: 50, most: 50 }, 2],
    [
      'a total of what may not be seen, too',
      { total: 20, most: 50, header: 25 },
      2,
    ],
    ['nothing', { total: 0, most: 50, header: 0 }, 1],
  ])(
    'lists %s',
    async (
      _,
      { total, most, header }: { total: number; most: number; header?: number },
      requests,
    ) => {
      handle = pagesOf(total, most, header);
      expect(await list()).toHaveLength(total);
      expect(asked).toHaveLength(requests);
    },
  );

  it('goes on where the total is that of the page', async () => {
    handle = pagesOf(70, 50, 50);
    expect(await list({ miscounted: true })).toHaveLength(70);
  });

  it('lists no more pages than are wanted', async () => {
    handle = pagesOf(170, 50, 170);
    expect(await list({}, 2)).toHaveLength(100);
    expect(asked).toEqual([
      'GET /api/v1/count?page=1&limit=50',
      'GET /api/v1/count?page=2&limit=50',
    ]);
  });

  const ask = (more: { once?: true } = {}) =>
    client.ask({ what: 'do it', path: '/x', answer: z.string(), ...more });

  it.each([
    ['502', 502, 4],
    ['404', 404, 1],
    ['401', 401, 1],
  ])(
    'sends what was answered with %s that often: %i, %i',
    async (_, status, times) => {
      handle = (__, response) => response.writeHead(status).end('<html>');
      await expect(ask()).rejects.toThrow(`: ${status}`);
      expect(asked).toHaveLength(times);
    },
  );

  it('sends once what would be there twice', async () => {
    handle = (_, response) => response.writeHead(502).end();
    await expect(ask({ once: true })).rejects.toThrow(RetryableHostError);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['waits as long as it is asked to', '2', 2],
    ['leaves longer waits to its callers', '60', 1],
    [
      'leaves waits until a date to its callers',
      'Fri, 31 Dec 2027 23:59:59 GMT',
      1,
    ],
  ])('%s', async (_, wait, times) => {
    handle = (__, response) =>
      response.writeHead(429, { 'retry-after': wait }).end();
    await expect(ask()).rejects.toThrow(RetryableHostError);
    expect(asked).toHaveLength(times);
  });

  it('sends credentials nowhere else', async () => {
    handle = (_, response) =>
      response.writeHead(301, { location: '/elsewhere' }).end();
    await expect(ask()).rejects.toThrow(TerminalHostError);
    expect(asked).toEqual(['GET /api/v1/x']);
  });

  it.each([
    ['is no JSON', '<html>Sign in</html>'],
    ['is another thing', '{"login":"ana"}'],
    ['is nothing', ''],
  ])('does not take for an answer what %s', async (_, text) => {
    handle = (__, response) => response.end(text);
    await expect(ask()).rejects.toThrow(RetryableHostError);
    await expect(ask()).rejects.toThrow('nothing that Gitea would');
  });
});
