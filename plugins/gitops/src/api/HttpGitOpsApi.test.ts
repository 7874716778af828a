import type { ReconcileRequest } from './GitOpsApi';
import { HttpGitOpsApi } from './HttpGitOpsApi';
import { environmentScope } from './environmentScope';

const ENTITY_REF = 'component:default/shop';

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
      commit: 'a'.repeat(40),
    };
    await api.planRollback(target);
    await api.rollBack(target, { reason: 'Broken', reject: true });
    await expect(
      Promise.all(requests.map(request => request.json())),
    ).resolves.toEqual([
      { commit: target.commit, dryRun: true },
      { commit: target.commit, reason: 'Broken', reject: true },
    ]);
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
