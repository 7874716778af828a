import { request as send } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** Where a cluster is, and the account that looks into it. */
export interface ProxiedCluster {
  url: string;
  /** PEM of the certificate that it shows. */
  certificate: string;
  /** Bearer token of whoever brings no credential of its own. */
  token: string;
}

/** Headers that go on to a cluster as they came; without its length Node sends the body of a DELETE unframed. */
const PASSED_ON = [
  'accept',
  'content-length',
  'content-type',
  'impersonate-user',
];

/** In place of the Kubernetes plugin: its proxy alone, which streams, and can fall silent. */
export class KubernetesProxy {
  readonly plugin: BackendFeature;
  readonly #clusters: Record<string, ProxiedCluster>;
  readonly #watches = new Set<IncomingMessage>();
  #silent = false;

  constructor(clusters: Record<string, ProxiedCluster>) {
    this.#clusters = clusters;
    const forward = this.#forward;
    this.plugin = createBackendPlugin({
      pluginId: 'kubernetes',
      register(env) {
        env.registerInit({
          deps: { httpRouter: coreServices.httpRouter },
          async init({ httpRouter }) {
            httpRouter.use(forward);
          },
        });
      },
    });
  }

  /** Delivers nothing of what watches say from now on, though they stay open. */
  silence(): void {
    this.#silent = true;
    for (const watch of this.#watches) watch.pause();
  }

  /** Delivers everything, what was kept back too. */
  resume(): void {
    this.#silent = false;
    for (const watch of this.#watches) watch.resume();
  }

  readonly #forward = (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): void => {
    const name = String(incoming.headers['backstage-kubernetes-cluster']);
    const cluster = this.#clusters[name];
    if (!cluster) {
      outgoing.writeHead(404, { 'content-type': 'application/json' });
      outgoing.end(
        JSON.stringify({
          error: {
            name: 'NotFoundError',
            message: `Cluster '${name}' not found`,
          },
          response: { statusCode: 404 },
        }),
      );
      return;
    }
    const own = incoming.headers['backstage-kubernetes-authorization'];
    const path = (incoming.url ?? '').replace(/^\/proxy/, '');
    const call = send(
      new URL(path, cluster.url),
      {
        ca: cluster.certificate,
        method: incoming.method,
        headers: {
          ...Object.fromEntries(
            PASSED_ON.flatMap(header => {
              const value = incoming.headers[header];
              return value === undefined ? [] : [[header, value]];
            }),
          ),
          authorization: String(own ?? `Bearer ${cluster.token}`),
        },
      },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 502, {
          'content-type': answer.headers['content-type'] ?? 'text/plain',
          ...(answer.headers['retry-after']
            ? { 'retry-after': answer.headers['retry-after'] }
            : {}),
        });
        outgoing.flushHeaders();
        answer.on('data', data => outgoing.write(data));
        answer.on('end', () => outgoing.end());
        answer.on('error', () => outgoing.destroy());
        if (!new URL(path, cluster.url).searchParams.has('watch')) return;
        this.#watches.add(answer);
        answer.on('close', () => this.#watches.delete(answer));
        if (this.#silent) answer.pause();
      },
    );
    call.on('error', () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    });
    outgoing.on('close', () => call.destroy());
    incoming.pipe(call);
  };
}
