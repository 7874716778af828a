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
    fetch: request => options.fetch(request),
  });
}
