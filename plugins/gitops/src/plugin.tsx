import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
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
import { z } from 'zod';
import { gitopsApiRef } from './api/gitopsApiRef';
import { HttpGitOpsApi } from './api/HttpGitOpsApi';
import { GITOPS_TAB_PATH, templateRouteRef } from './navigation';

export const gitopsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: gitopsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new HttpGitOpsApi(deps),
    }),
});

const hasPipeline = {
  [`metadata.annotations.${PIPELINE_ANNOTATION}`]: { $exists: true },
};

export const gitopsEntityContent = EntityContentBlueprint.makeWithOverrides({
  configSchema: {
    /** Reference of the software template that adds a pipeline: with it, components without one have the tab as well. */
    template: z.string().optional(),
  },
  factory: (originalFactory, { config }) => {
    const template =
      config.template &&
      stringifyEntityRef(
        parseEntityRef(config.template, {
          defaultKind: 'template',
          defaultNamespace: 'default',
        }),
      );
    return originalFactory({
      path: GITOPS_TAB_PATH,
      title: 'GitOps',
      group: 'deployment',
      icon: <RiGitPullRequestLine />,
      filter: template
        ? { $any: [hasPipeline, { kind: 'component' }] }
        : hasPipeline,
      loader: () =>
        import('./components/GitOpsTab').then(({ GitOpsTab }) => (
          <GitOpsTab template={template} />
        )),
    });
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
 * page of what waits for the viewer. Where the tab's configuration names a software template that adds a pipeline,
 * components without one have the tab too, and it leads there.
 *
 * @public
 */
export const gitopsPlugin = createFrontendPlugin({
  pluginId: 'gitops',
  title: 'GitOps',
  info: { packageJson: () => import('../package.json') },
  routes: { waiting: waitingRouteRef },
  externalRoutes: { template: templateRouteRef },
  extensions: [gitopsApi, gitopsEntityContent, gitopsWaitingPage],
});
