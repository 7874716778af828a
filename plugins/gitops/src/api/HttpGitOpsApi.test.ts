import type { ReconcileRequest } from './GitOpsApi';
import { HttpGitOpsApi } from './HttpGitOpsApi';
import { environmentScope } from './environmentScope';

const ENTITY_REF = 'component:default/shop';
const PRODUCTION = { entityRef: ENTITY_REF, environment: 'production' };
const PIPELINE =
  'https://portal.example.com/api/gitops/pipelines/component/default/shop';
const COMMIT = 'a'.repeat(40);

function createApi(respond: () => Response) {
  const requests: Request[] = [];
  const api = new HttpGitOpsApi({
    discoveryApi: {
      getBaseUrl: async pluginId =>
        `https://portal.example.com/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        requests.push(new Request(input, init));
        return respond();
      },
    },
  });
  return { api, requests };
}

const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

describe('HttpGitOpsApi', () => {
  it('asks the discovered backend for the pipeline of an entity', async () => {
    const { api, requests } = createApi(json(200, { title: 'Shop' }));
    await expect(api.pipeline(ENTITY_REF)).resolves.toEqual({ title: 'Shop' });
    expect(requests.map(({ method, url }) => [method, url])).toEqual([
      [
        'GET',
        'https://portal.example.com/api/gitops/pipelines/component/default/shop',
      ],
    ]);
  });

  it('plans without changing anything', async () => {
    const { api, requests } = createApi(json(200, {}));
    const target = {
      entityRef: ENTITY_REF,
      environment: 'production',
      commit: COMMIT,
      restore: 'image' as const,
    };
    await api.planRollback(target);
    await api.rollBack(target, { reason: 'Broken', reject: true });
    await expect(
      Promise.all(requests.map(request => request.json())),
    ).resolves.toEqual([
      { commit: COMMIT, restore: 'image', dryRun: true },
      { commit: COMMIT, restore: 'image', reason: 'Broken', reject: true },
    ]);
  });

  it('looks at an edit of the policy before it accepts it', async () => {
    const { api, requests } = createApi(json(200, {}));
    await api.planPolicy(ENTITY_REF, COMMIT);
    await api.acceptPolicy(ENTITY_REF, COMMIT, 'Fewer people now');
    expect(
      new Set(requests.map(({ method, url }) => `${method} ${url}`)),
    ).toEqual(new Set([`POST ${PIPELINE}/policy/${COMMIT}/approve`]));
    await expect(
      Promise.all(requests.map(request => request.json())),
    ).resolves.toEqual([{ dryRun: true }, { reason: 'Fewer people now' }]);
  });

  it('accepts a violation by its commit', async () => {
    const { api, requests } = createApi(
      () => new Response(null, { status: 204 }),
    );
    await api.acceptViolation(PRODUCTION, COMMIT, 'The outage');
    expect(requests[0].url).toBe(
      `${PIPELINE}/environments/production/violations/${COMMIT}/accept`,
    );
    await expect(requests[0].json()).resolves.toEqual({ reason: 'The outage' });
  });

  it('asks for the history of one environment, from a page on', async () => {
    const { api, requests } = createApi(json(200, { items: [] }));
    await api.history(ENTITY_REF);
    await api.history(ENTITY_REF, { environment: 'dev', cursor: 'older' });
    expect(requests.map(({ url }) => url)).toEqual([
      `${PIPELINE}/history`,
      `${PIPELINE}/history?environment=dev&cursor=older`,
    ]);
  });

  it('exports the history as the server wrote it', async () => {
    const text = '{"id":"1"}\n{"id":"2"}\n';
    const { api, requests } = createApi(
      () =>
        new Response(text, {
          headers: { 'Content-Type': 'application/jsonl' },
        }),
    );
    const file = await api.exportHistory(ENTITY_REF, 'jsonl');
    expect(requests[0].url).toBe(`${PIPELINE}/history/export?format=jsonl`);
    await expect(new Response(file).text()).resolves.toBe(text);
  });

  it('asks what waits for the caller', async () => {
    const { api, requests } = createApi(json(200, { items: [] }));
    await expect(api.waiting('more')).resolves.toEqual({ items: [] });
    expect(requests[0].url).toBe(
      'https://portal.example.com/api/gitops/me/waiting?cursor=more',
    );
  });

  it('asks for the drift of one environment', async () => {
    const { api, requests } = createApi(json(200, { objects: [] }));
    await expect(
      api.drift({ entityRef: ENTITY_REF, environment: 'production' }),
    ).resolves.toEqual({ objects: [] });
    expect(requests.map(({ method, url }) => [method, url])).toEqual([
      [
        'GET',
        'https://portal.example.com/api/gitops/pipelines/component/default/shop/environments/production/drift',
      ],
    ]);
  });

  it.each<ReconcileRequest>([
    { action: 'refresh' },
    { action: 'sync', reason: 'Deploy at once' },
    {
      action: 'revert',
      reason: 'Not reviewed',
      objects: ['apps/Deployment/shop/web'],
    },
  ])('asks the engine to $action', async request => {
    const { api, requests } = createApi(
      () => new Response(null, { status: 202 }),
    );
    await api.reconcile(
      { entityRef: ENTITY_REF, environment: 'production' },
      request,
    );
    expect(requests.map(({ method, url }) => [method, url])).toEqual([
      [
        'POST',
        'https://portal.example.com/api/gitops/pipelines/component/default/shop/environments/production/reconcile',
      ],
    ]);
    await expect(requests[0].json()).resolves.toEqual(request);
  });

  it('keeps the slashes of a freeze scope within one segment', async () => {
    const { api, requests } = createApi(
      () => new Response(null, { status: 204 }),
    );
    await api.freeze(
      environmentScope({ entityRef: ENTITY_REF, environment: 'production' }),
      'Holidays',
    );
    expect(requests[0].url).toBe(
      'https://portal.example.com/api/gitops/freezes/environment%3Acomponent%2Fdefault%2Fshop%2Fproduction',
    );
  });

  it.each([
    [
      "the server's own message",
      json(409, {
        error: { name: 'ConflictError', message: 'The head has moved.' },
        response: { statusCode: 409 },
      }),
      'The head has moved.',
    ],
    [
      'the status where a proxy answers something else',
      () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
      /502 Bad Gateway/,
    ],
  ])('rejects with %s', async (_, respond, message) => {
    const { api } = createApi(respond);
    await expect(api.merge('promotion-1')).rejects.toThrow(message);
    await expect(api.pipeline(ENTITY_REF)).rejects.toThrow(message);
  });
});
