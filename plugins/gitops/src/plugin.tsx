import { PIPELINE_ANNOTATION } from '@backstage-gitops/plugin-gitops-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiGitPullRequestLine } from '@remixicon/react';
import { gitopsApiRef } from './api/gitopsApiRef';
import { HttpGitOpsApi } from './api/HttpGitOpsApi';

export const gitopsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: gitopsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new HttpGitOpsApi(deps),
    }),
});

export const gitopsEntityContent = EntityContentBlueprint.make({
  params: {
    path: '/gitops',
    title: 'GitOps',
    group: 'deployment',
    icon: <RiGitPullRequestLine />,
    filter: {
      [`metadata.annotations.${PIPELINE_ANNOTATION}`]: { $exists: true },
    },
    loader: () =>
      import('./components/GitOpsTab').then(({ GitOpsTab }) => <GitOpsTab />),
  },
});

/**
 * GitOps for Backstage in the new frontend system: the entity tab "GitOps" of every entity with a pipeline file.
 *
 * @public
 */
export const gitopsPlugin = createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  info: { packageJson: () => import('../package.json') },
  extensions: [gitopsApi, gitopsEntityContent],
});
