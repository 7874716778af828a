import {
  createGitOpsClient,
  type GitOpsClient,
} from '@backstage-gitops/plugin-gitops-common';
import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentId,
  GitEditRequest,
  GitOpsApi,
  HistoryFormat,
  HistoryQuery,
  PromotionRequest,
  ReconcileRequest,
  RollbackTarget,
} from './GitOpsApi';
import { assertDone, unwrap } from './unwrap';

/** {@link GitOpsApi} over HTTP. */
export class HttpGitOpsApi implements GitOpsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async pipeline(entityRef: string) {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/pipelines/{kind}/{namespace}/{name}', {
        params: { path: parseEntityRef(entityRef) },
      }),
    );
  }

  async preflight(entityRef: string) {
    const client = await this.#client();
    const { items } = unwrap(
      await client.request(
        'get',
        '/pipelines/{kind}/{namespace}/{name}/preflight',
        {
          params: { path: parseEntityRef(entityRef) },
        },
      ),
    );
    return items;
  }

  async releases(entityRef: string, cursor?: string) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/pipelines/{kind}/{namespace}/{name}/releases',
        {
          params: { path: parseEntityRef(entityRef), query: { cursor } },
        },
      ),
    );
  }

  async candidates(entityRef: string, cursor?: string) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/pipelines/{kind}/{namespace}/{name}/candidates',
        {
          params: { path: parseEntityRef(entityRef), query: { cursor } },
        },
      ),
    );
  }

  async history(entityRef: string, query: HistoryQuery = {}) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/pipelines/{kind}/{namespace}/{name}/history',
        { params: { path: parseEntityRef(entityRef), query } },
      ),
    );
  }

  async exportHistory(entityRef: string, format: HistoryFormat) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/pipelines/{kind}/{namespace}/{name}/history/export',
        {
          params: { path: parseEntityRef(entityRef), query: { format } },
          parseAs: 'blob',
        },
      ),
    );
  }

  async waiting(cursor?: string) {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/me/waiting', {
        params: { query: { cursor } },
      }),
    );
  }

  async changes(id: EnvironmentId) {
    const client = await this.#client();
    const { items } = unwrap(
      await client.request(
        'get',
        '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/changes',
        { params: { path: environmentPath(id) } },
      ),
    );
    return items;
  }

  async drift(id: EnvironmentId) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'get',
        '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/drift',
        { params: { path: environmentPath(id) } },
      ),
    );
  }

  async reconcile(id: EnvironmentId, request: ReconcileRequest) {
    const client = await this.#client();
    assertDone(
      await client.request(
        'post',
        '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/reconcile',
        { params: { path: environmentPath(id) }, body: request },
      ),
    );
  }

  planGitEdit(id: EnvironmentId, request: GitEditRequest) {
    return this.#editGit(id, request, { dryRun: true });
  }

  editGit(
    id: EnvironmentId,
    request: GitEditRequest,
    options: { reason: string; seen: string },
  ) {
    return this.#editGit(id, request, options);
  }

  async promotion(id: string) {
    const client = await this.#client();
    return unwrap(
      await client.request('get', '/promotions/{id}', {
        params: { path: { id } },
      }),
    );
  }

  planPromotion(request: PromotionRequest) {
    return this.#requestPromotion(request, { dryRun: true });
  }

  promote(request: PromotionRequest) {
    return this.#requestPromotion(request, {});
  }

  async approve(id: string, headCommit: string) {
    const client = await this.#client();
    assertDone(
      await client.request('post', '/promotions/{id}/approve', {
        params: { path: { id } },
        body: { headCommit },
      }),
    );
  }

  async bypass(id: string, gate: string, reason: string) {
    const client = await this.#client();
    assertDone(
      await client.request('post', '/promotions/{id}/bypass', {
        params: { path: { id } },
        body: { gate, reason },
      }),
    );
  }

  async merge(id: string) {
    const client = await this.#client();
    assertDone(
      await client.request('post', '/promotions/{id}/merge', {
        params: { path: { id } },
      }),
    );
  }

  async cancel(id: string, reason: string) {
    const client = await this.#client();
    assertDone(
      await client.request('post', '/promotions/{id}/cancel', {
        params: { path: { id } },
        body: { reason },
      }),
    );
  }

  planRollback(target: RollbackTarget) {
    return this.#rollBack(target, { dryRun: true });
  }

  rollBack(
    target: RollbackTarget,
    options: { reason: string; reject: boolean },
  ) {
    return this.#rollBack(target, options);
  }

  async hold(
    id: EnvironmentId,
    options: { reason: string; expiresAt?: string },
  ) {
    const client = await this.#client();
    assertDone(
      await client.request(
        'put',
        '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/hold',
        { params: { path: environmentPath(id) }, body: options },
      ),
    );
  }

  async resume(id: EnvironmentId) {
    const client = await this.#client();
    assertDone(
      await client.request(
        'delete',
        '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/hold',
        { params: { path: environmentPath(id) } },
      ),
    );
  }

  async freeze(scope: string, reason: string) {
    const client = await this.#client();
    assertDone(
      await client.request('put', '/freezes/{scope}', {
        params: { path: { scope } },
        body: { reason },
      }),
    );
  }

  async unfreeze(scope: string) {
    const client = await this.#client();
    assertDone(
      await client.request('delete', '/freezes/{scope}', {
        params: { path: { scope } },
      }),
    );
  }

  planPolicy(entityRef: string, commit: string) {
    return this.#acceptPolicy(entityRef, commit, { dryRun: true });
  }

  acceptPolicy(entityRef: string, commit: string, reason: string) {
    return this.#acceptPolicy(entityRef, commit, { reason });
  }

  async acceptViolation(id: EnvironmentId, commit: string, reason: string) {
    const client = await this.#client();
    assertDone(
      await client.request(
        'post',
        '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/violations/{commit}/accept',
        {
          params: { path: { ...environmentPath(id), commit } },
          body: { reason },
        },
      ),
    );
  }

  async rejectRelease(entityRef: string, release: string, reason: string) {
    const client = await this.#client();
    assertDone(
      await client.request(
        'post',
        '/pipelines/{kind}/{namespace}/{name}/releases/{release}/reject',
        {
          params: { path: { ...parseEntityRef(entityRef), release } },
          body: { reason },
        },
      ),
    );
  }

  async clearRejection(entityRef: string, release: string) {
    const client = await this.#client();
    assertDone(
      await client.request(
        'delete',
        '/pipelines/{kind}/{namespace}/{name}/releases/{release}/reject',
        { params: { path: { ...parseEntityRef(entityRef), release } } },
      ),
    );
  }

  async #requestPromotion(
    { entityRef, environment, release }: PromotionRequest,
    options: { dryRun?: true },
  ) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'post',
        '/pipelines/{kind}/{namespace}/{name}/promotions',
        {
          params: { path: parseEntityRef(entityRef) },
          body: { environment, release, ...options },
        },
      ),
    );
  }

  async #rollBack(
    { commit, restore, ...id }: RollbackTarget,
    options: { dryRun: true } | { reason: string; reject: boolean },
  ) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'post',
        '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/rollback',
        {
          params: { path: environmentPath(id) },
          body: { commit, restore, ...options },
        },
      ),
    );
  }

  async #acceptPolicy(
    entityRef: string,
    commit: string,
    body: { dryRun: true } | { reason: string },
  ) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'post',
        '/pipelines/{kind}/{namespace}/{name}/policy/{commit}/approve',
        {
          params: { path: { ...parseEntityRef(entityRef), commit } },
          body,
        },
      ),
    );
  }

  async #editGit(
    id: EnvironmentId,
    { action, ...body }: GitEditRequest,
    options: { dryRun: true } | { reason: string; seen: string },
  ) {
    const client = await this.#client();
    return unwrap(
      await client.request(
        'post',
        `/pipelines/{kind}/{namespace}/{name}/environments/{environment}/${action}`,
        {
          params: { path: environmentPath(id) },
          body: { ...body, ...options },
        },
      ),
    );
  }

  // `plugin://gitops` would not do as the base URL: openapi-fetch makes a `Request` of it before the fetch API sees it,
  // and browsers normalise or refuse such URLs. Asking on every call lets the address change while the app runs.
  async #client(): Promise<GitOpsClient> {
    return createGitOpsClient({
      baseUrl: await this.#discoveryApi.getBaseUrl('gitops'),
      fetch: this.#fetchApi.fetch,
    });
  }
}

function environmentPath({ entityRef, environment }: EnvironmentId) {
  return { ...parseEntityRef(entityRef), environment };
}
