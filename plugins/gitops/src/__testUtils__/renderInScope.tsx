import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { ReactElement } from 'react';
import type { GitOpsApi } from '../api/GitOpsApi';
import { gitopsApiRef } from '../api/gitopsApiRef';
import { PipelineScopeProvider } from '../hooks/PipelineScope';
import { ENTITY_REF, VIEWER_REF } from './samples';

/** Renders a part of a pipeline's page; answers the mock of `refresh`. */
export function renderInScope(element: ReactElement, api: GitOpsApi) {
  const refresh = jest.fn(async () => {});
  renderInTestApp(
    <PipelineScopeProvider
      value={{ entityRef: ENTITY_REF, revision: 1, refresh }}
    >
      {element}
    </PipelineScopeProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [gitopsApiRef, api],
        mockApis.identity({ userEntityRef: VIEWER_REF }),
      ],
    },
  );
  return { refresh };
}
