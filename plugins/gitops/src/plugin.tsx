import {
  gitopsViewPermission,
  PIPELINE_ANNOTATION,
} from '@backstage-gitops/plugin-gitops-common';
import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiGitPullRequestLine, RiUserFollowLine } from '@remixicon/react';
import { gitopsApiRef } from './api/gitopsApiRef';
import { HttpGitOpsApi } from './api/HttpGitOpsApi';
import { GITOPS_TAB_PATH } from './navigation';

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
    path: GITOPS_TAB_PATH,
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

const waitingRouteRef = createRouteRef();

export const gitopsWaitingPage = PageBlueprint.make({
  name: 'waiting',
  // With its action, so that a policy by attributes, such as "all may read", lets it be seen.
  if: {
    permissions: {
      $contains: `${gitopsViewPermission.name}#${gitopsViewPermission.attributes.action}`,
    },
  },
  params: {
    path: '/gitops/waiting',
    // One word: a sidebar has room for no more. The page says the rest.
    title: 'Waiting',
    icon: <RiUserFollowLine />,
    routeRef: waitingRouteRef,
    loader: () =>
      import('./components/Waiting').then(({ WaitingPage }) => <WaitingPage />),
  },
});

/**
 * GitOps for Backstage in the new frontend system: the entity tab "GitOps" of every entity with a pipeline file, and the
 * page of what waits for the viewer.
 *
 * @public
 */
export const gitopsPlugin = createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  info: { packageJson: () => import('../package.json') },
  routes: { waiting: waitingRouteRef },
  extensions: [gitopsApi, gitopsEntityContent, gitopsWaitingPage],
});
