import {
  createGitOpsClient,
  type GitOpsClient,
} from '@backstage-gitops/plugin-gitops-common';
import type { DemoService } from '../world/services';
import type { World } from '../world/World';

/** Where `npm start` has the backend. */
export const defaultBackendUrl = 'http://localhost:7007';

/**
 * The backend's API as CI of one service sees it: with the credential of that service's pipeline and no other.
 *
 * Rejects requests with a sentence on what to do where nothing listens.
 */
export function ciClient(
  world: World,
  service: DemoService,
  backendUrl: string,
): GitOpsClient {
  const token = world.settings[service.tokenVariable];
  return createGitOpsClient({
    baseUrl: `${backendUrl}/api/gitops`,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      request.headers.set('Authorization', `Bearer ${token}`);
      try {
        return await fetch(request);
      } catch (error) {
        throw new Error(
          `The backend does not answer at ${backendUrl}. Start it with npm start, and wait until it says that it is ready.`,
          { cause: error },
        );
      }
    },
  });
}
