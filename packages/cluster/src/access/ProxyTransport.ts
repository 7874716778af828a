import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { ClusterSettings } from './ClusterSettings';
import type {
  ClusterRequest,
  ClusterTransport,
  WritePermission,
} from './ClusterTransport';

/**
 * Through the Kubernetes plugin's proxy, which knows where clusters are and gives out no address. Reading uses the
 * plugin's own account; dry runs and writes send our credential, which never leaves the backend.
 */
export class ProxyTransport implements ClusterTransport {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #settings: ClusterSettings;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    settings: ClusterSettings;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#settings = options.settings;
  }

  canDryRun(cluster: string): boolean {
    return this.#settings.token(cluster) !== undefined;
  }

  mayWrite(cluster: string): WritePermission {
    return this.#settings.mayWrite(cluster);
  }

  async send(cluster: string, request: ClusterRequest): Promise<Response> {
    const base = await this.#discovery.getBaseUrl('kubernetes');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const own = this.#settings.token(cluster);
    if (request.as === 'writer' && own === undefined) {
      throw new Error(`There is no credential for cluster ${cluster}.`);
    }
    const impersonated = this.#settings.impersonated(cluster);
    return fetch(`${base}/proxy${request.path}`, {
      method: request.method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        'backstage-kubernetes-cluster': cluster,
        accept: request.accept ?? 'application/json',
        // A backend that compresses its answers would keep a watch's events back until it has enough to compress.
        'accept-encoding': 'identity',
        ...(request.contentType ? { 'content-type': request.contentType } : {}),
        ...(request.as === 'writer'
          ? { 'backstage-kubernetes-authorization': `Bearer ${own}` }
          : {}),
        ...(request.as === 'writer' && impersonated
          ? { 'impersonate-user': impersonated }
          : {}),
      },
      body: request.body,
      signal: request.signal,
      redirect: 'error',
    });
  }
}
