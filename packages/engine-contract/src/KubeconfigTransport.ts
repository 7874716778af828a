import { request } from 'node:https';
import { Readable } from 'node:stream';
import { parse } from 'yaml';
import { z } from 'zod';
import type {
  ClusterRequest,
  ClusterTransport,
  WritePermission,
} from '@backstage-gitops/cluster';

const schema = z.object({
  'current-context': z.string(),
  contexts: z.array(
    z.object({
      name: z.string(),
      context: z.object({ cluster: z.string(), user: z.string() }),
    }),
  ),
  clusters: z.array(
    z.object({
      name: z.string(),
      cluster: z.object({
        server: z.url(),
        'certificate-authority-data': z.string().optional(),
      }),
    }),
  ),
  users: z.array(
    z.object({
      name: z.string(),
      user: z.object({
        token: z.string().optional(),
        'client-certificate-data': z.string().optional(),
        'client-key-data': z.string().optional(),
      }),
    }),
  ),
});

function decode(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}

/** Straight to any API server that a kubeconfig names: no Backstage in between. */
export class KubeconfigTransport implements ClusterTransport {
  readonly #server: string;
  readonly #tls: { ca?: Buffer; cert?: Buffer; key?: Buffer };
  readonly #token: string | undefined;
  readonly #writes: WritePermission;
  readonly #impersonate: string | undefined;

  constructor(
    kubeconfig: string,
    options: {
      writes?: WritePermission;
      /** A user to be taken for; the kubeconfig's own may then be anybody who may do that. */
      impersonate?: string;
    } = {},
  ) {
    const config = schema.parse(parse(kubeconfig));
    const context = config.contexts.find(
      ({ name }) => name === config['current-context'],
    )?.context;
    const cluster = config.clusters.find(
      ({ name }) => name === context?.cluster,
    )?.cluster;
    const user = config.users.find(({ name }) => name === context?.user)?.user;
    if (!cluster || !user) throw new Error('The kubeconfig names no cluster.');
    this.#server = cluster.server;
    this.#tls = {
      ca: decode(cluster['certificate-authority-data']),
      cert: decode(user['client-certificate-data']),
      key: decode(user['client-key-data']),
    };
    this.#token = user.token;
    this.#writes = options.writes ?? { status: 'on' };
    this.#impersonate = options.impersonate;
  }

  canDryRun(): boolean {
    return true;
  }

  mayWrite(): WritePermission {
    return this.#writes;
  }

  send(_cluster: string, options: ClusterRequest): Promise<Response> {
    const method = options.method ?? 'GET';
    return new Promise((resolve, reject) => {
      const call = request(
        new URL(options.path, this.#server),
        {
          ...this.#tls,
          method,
          signal: options.signal,
          headers: {
            accept: options.accept ?? 'application/json',
            ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
            ...(this.#impersonate
              ? { 'impersonate-user': this.#impersonate }
              : {}),
            ...(options.contentType
              ? { 'content-type': options.contentType }
              : {}),
            // Node sends the body of a DELETE without its length otherwise.
            ...(options.body
              ? { 'content-length': Buffer.byteLength(options.body) }
              : {}),
          },
        },
        answer => {
          const headers = new Headers();
          for (const [name, value] of Object.entries(answer.headers)) {
            headers.set(name, String(value));
          }
          const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
          resolve(
            new Response(body, { status: answer.statusCode ?? 500, headers }),
          );
        },
      );
      call.on('error', reject);
      call.end(options.body);
    });
  }
}
