import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './openapi.generated';

/**
 * The typed client of the HTTP API: `client.GET('/pipelines/{kind}/{namespace}/{name}', { params })`.
 *
 * @public
 */
export type GitOpsClient = Client<paths>;

/**
 * Makes a client.
 *
 * @param options - `baseUrl` of the plugin, such as `plugin://gitops` in the frontend, and the `fetch` to use, which
 * adds the caller's credentials.
 *
 * @public
 */
export function createGitOpsClient(options: {
  baseUrl: string;
  fetch: typeof fetch;
}): GitOpsClient {
  return createClient<paths>({
    baseUrl: options.baseUrl,
    // Backstage's fetch makes a new Request in each of its middlewares, and the body of one can be taken over only once.
    fetch: async request =>
      options.fetch(request.url, {
        method: request.method,
        headers: request.headers,
        signal: request.signal,
        body: (await request.text()) || undefined,
      }),
  });
}
