import type {
  ClusterRequest,
  ClusterTransport,
  WritePermission,
} from './ClusterTransport';

/** Straight to an API server, for tests of the engine against any server: no Backstage in between. */
export class DirectTransport implements ClusterTransport {
  readonly #url: string;
  readonly #tokens: { reader: string; writer?: string };

  constructor(options: {
    url: string;
    tokens: { reader: string; writer?: string };
  }) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#tokens = options.tokens;
  }

  canDryRun(): boolean {
    return this.#tokens.writer !== undefined;
  }

  mayWrite(cluster: string): WritePermission {
    return this.#tokens.writer === undefined
      ? {
          status: 'off',
          reason: `This suite has no credential for cluster ${cluster}.`,
        }
      : { status: 'on' };
  }

  send(_cluster: string, request: ClusterRequest): Promise<Response> {
    const token = this.#tokens[request.as];
    return fetch(`${this.#url}${request.path}`, {
      method: request.method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        accept: request.accept ?? 'application/json',
        ...(request.contentType ? { 'content-type': request.contentType } : {}),
      },
      body: request.body,
      signal: request.signal,
      redirect: 'error',
    });
  }
}
