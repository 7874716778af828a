import { createApiRef } from '@backstage/frontend-plugin-api';
import type { GitOpsApi } from './GitOpsApi';

/**
 * Where the pages get their data: see {@link GitOpsApi}.
 *
 * @public
 */
export const gitopsApiRef = createApiRef<GitOpsApi>().with({
  id: 'plugin.gitops.client',
  pluginId: 'gitops',
});
