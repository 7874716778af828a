import { createGitOpsClient } from './client';

const path = { kind: 'component', namespace: 'default', name: 'payments' };

/** A client of a server that gives one answer and remembers what it was asked. */
function serverWith(answer: Response) {
  const asked: Request[] = [];
  const client = createGitOpsClient({
    baseUrl: 'http://localhost/api/gitops',
    fetch: async (...request) => {
      asked.push(new Request(...request));
      return answer;
    },
  });
  return { asked, client };
}

describe('createGitOpsClient', () => {
  it('asks for a resource by its path and query, without a body', async () => {
    const { asked, client } = serverWith(Response.json({ items: [] }));
    const { data } = await client.request(
      'get',
      '/pipelines/{kind}/{namespace}/{name}/history',
      { params: { path: { ...path, name: 'a b' }, query: { limit: 5 } } },
    );
    expect(data).toEqual({ items: [] });
    expect(asked).toHaveLength(1);
    expect(asked[0].method).toBe('GET');
    expect(asked[0].url).toBe(
      'http://localhost/api/gitops/pipelines/component/default/a%20b/history?limit=5',
    );
    expect(asked[0].body).toBeNull();
  });

  it('sends a body as JSON', async () => {
    const { asked, client } = serverWith(
      Response.json({ id: 'r1' }, { status: 202 }),
    );
    const body = {
      images: [{ name: 'app', tag: '1.1.0' }],
      source: { repository: 'https://github.com/acme/payments', commit: 'a' },
    };
    await client.request(
      'post',
      '/pipelines/{kind}/{namespace}/{name}/releases',
      {
        params: { path },
        body,
      },
    );
    expect(asked[0].method).toBe('POST');
    expect(asked[0].headers.get('content-type')).toBe('application/json');
    expect(await asked[0].json()).toEqual(body);
  });

  it('writes a scope in the path so that its slashes are no path', async () => {
    const { asked, client } = serverWith(new Response(null, { status: 204 }));
    await client.request('delete', '/freezes/{scope}', {
      params: { path: { scope: 'system:default/shop' } },
    });
    expect(asked[0].method).toBe('DELETE');
    expect(asked[0].url).toBe(
      'http://localhost/api/gitops/freezes/system%3Adefault%2Fshop',
    );
  });

  it('gives a refusal as a value', async () => {
    const refusal = { error: { name: 'NotAllowedError', message: 'no' } };
    const { client } = serverWith(Response.json(refusal, { status: 403 }));
    const { data, error, response } = await client.request(
      'get',
      '/pipelines/{kind}/{namespace}/{name}',
      { params: { path } },
    );
    expect(data).toBeUndefined();
    expect(error).toEqual(refusal);
    expect(response.status).toBe(403);
  });

  it('ends a request that nobody waits for', async () => {
    const { asked, client } = serverWith(Response.json({}));
    const waiting = new AbortController();
    await client.request('get', '/pipelines/{kind}/{namespace}/{name}', {
      params: { path },
      signal: waiting.signal,
    });
    waiting.abort();
    expect(asked[0].signal.aborted).toBe(true);
  });
});
