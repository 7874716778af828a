import type { Entity } from '@backstage/catalog-model';
import { PIPELINE_ANNOTATION } from '@backstage-gitops/plugin-gitops-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { screen } from '@testing-library/react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { samplePipeline } from '../../__testUtils__/samples';
import { TestSignals } from '../../__testUtils__/TestSignals';
import { templateRouteRef } from '../../navigation';
import { GitOpsTab } from './GitOpsTab';

const TEMPLATE = 'template:default/add-gitops';
const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'add-gitops', namespace: 'default' },
};

const component = (annotations?: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', title: 'Shop', namespace: 'default', annotations },
});

const renderTab = (options: {
  entity: Entity;
  catalog: Entity[];
  hasPage?: boolean;
}) =>
  renderInTestApp(
    <EntityProvider entity={options.entity}>
      <GitOpsTab template={TEMPLATE} />
    </EntityProvider>,
    {
      mountedRoutes:
        options.hasPage === false
          ? {}
          : { '/create/:namespace/:templateName': templateRouteRef },
      apis: [
        [catalogApiRef, catalogApiMock({ entities: options.catalog })],
        [
          gitopsApiRef,
          gitopsApiMock({ pipeline: async () => samplePipeline() }),
        ],
        [signalApiRef, new TestSignals()],
      ],
    },
  );

describe('GitOpsTab', () => {
  it('leads from an entity without a pipeline to the template, with the entity filled in', async () => {
    renderTab({ entity: component(), catalog: [template] });
    const link = await screen.findByRole('link', {
      name: 'Add GitOps to Shop',
    });
    const { pathname, searchParams } = new URL(
      link.getAttribute('href') ?? '',
      'http://localhost',
    );
    expect(pathname).toBe('/create/default/add-gitops');
    expect(JSON.parse(searchParams.get('formData') ?? '')).toEqual({
      entity: 'component:default/shop',
    });
  });

  it.each([
    ['the catalog has no such template', { catalog: [] }],
    ['the portal has no templates', { catalog: [template], hasPage: false }],
  ])('offers none where %s', async (_, portal) => {
    renderTab({ entity: component(), ...portal });
    expect(await screen.findByText(/Shop has no pipeline yet/)).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('shows the board of an entity with one', async () => {
    renderTab({
      entity: component({ [PIPELINE_ANNOTATION]: './gitops.yaml' }),
      catalog: [template],
    });
    expect(
      await screen.findByRole('region', { name: 'production' }),
    ).toBeVisible();
  });
});
