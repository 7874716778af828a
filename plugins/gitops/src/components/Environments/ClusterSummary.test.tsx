import type {
  ClusterState,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { PipelineScopeProvider } from '../../hooks/PipelineScope';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import {
  ENTITY_REF,
  sampleClusterState,
  sampleDriftReport,
  sampleEnvironment,
} from '../../__testUtils__/samples';
import { ClusterSummary } from './ClusterSummary';

function renderSummary(
  cluster: ClusterState | undefined,
  options: { address?: string; others?: Environment[] } = {},
) {
  const environments = [
    sampleEnvironment({ cluster }),
    ...(options.others ?? []),
  ];
  renderInTestApp(
    <PipelineScopeProvider
      value={{ entityRef: ENTITY_REF, revision: 1, refresh: async () => {} }}
    >
      <p>The page</p>
      {environments.map(environment => (
        <ClusterSummary key={environment.name} environment={environment} />
      ))}
    </PipelineScopeProvider>,
    {
      apis: [
        [
          gitopsApiRef,
          gitopsApiMock({ drift: async () => sampleDriftReport() }),
        ],
      ],
      initialRouteEntries: [options.address ?? '/'],
    },
  );
}

const findSummary = async () =>
  within(await screen.findByRole('group', { name: 'Cluster' }));

describe('ClusterSummary', () => {
  it('says nothing of an environment without a cluster', async () => {
    renderSummary(undefined);
    await screen.findByText('The page');
    expect(screen.queryByRole('group')).not.toBeInTheDocument();
  });

  it.each([
    [sampleClusterState({ sync: 'Synced' }), 'Sync: Synced'],
    [sampleClusterState({ sync: 'Drifted' }), 'Sync: Drifted'],
    [sampleClusterState({ sync: 'Progressing' }), 'Sync: Progressing'],
    [sampleClusterState({ sync: 'Unknown' }), 'Sync: Unknown'],
    [sampleClusterState({ health: 'Degraded' }), 'Health: Degraded'],
    [sampleClusterState({ health: 'Unknown' }), 'Health: Unknown'],
  ])('names each status, and what it is of', async (cluster, expected) => {
    renderSummary(cluster);
    expect(
      await screen.findByRole('group', { name: 'Cluster' }),
    ).toHaveTextContent(expected);
  });

  it('says what is done about it, where, and how old the picture is', async () => {
    renderSummary(sampleClusterState({ engine: 'argocd', mode: 'observe' }));
    const summary = await findSummary();
    expect(
      summary.getByText('What changed in the cluster is shown and left alone.'),
    ).toBeVisible();
    expect(summary.getByText(/^Cluster seen/)).toBeVisible();
    expect(
      summary.getByText('Argo CD, cluster prod, namespace shop, only observed'),
    ).toBeVisible();
  });

  it('admits that a cluster was never seen', async () => {
    renderSummary(sampleClusterState({ sync: 'Unknown', asOf: undefined }));
    const summary = await findSummary();
    expect(summary.getByText('Cluster was never seen')).toBeVisible();
  });

  it.each([
    [0, 'Compare with Git'],
    [1, '1 object differs'],
    [2, '2 objects differ'],
  ])('opens the drift of %d objects, and closes it', async (drifted, name) => {
    renderSummary(sampleClusterState({ drifted }));
    const summary = await findSummary();
    await userEvent.click(summary.getByRole('button', { name }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Drift of production' }),
    );
    expect(
      await dialog.findByRole('region', { name: 'Deployment web' }),
    ).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('opens what a link asks for, and no other', async () => {
    renderSummary(sampleClusterState(), {
      address: '/?drift=staging',
      others: [
        sampleEnvironment({ name: 'staging', cluster: sampleClusterState() }),
      ],
    });
    expect(
      await screen.findByRole('dialog', { name: 'Drift of staging' }),
    ).toBeVisible();
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
  });

  it('asks for a reason above the drift, and comes back to it', async () => {
    renderSummary(undefined, {
      address: '/?drift=staging',
      others: [
        sampleEnvironment({
          name: 'staging',
          cluster: sampleClusterState(),
          allowed: ['environment.reconcile'],
        }),
      ],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revert Deployment web' }),
    );
    const question = await screen.findByRole('dialog', {
      name: 'Revert Deployment web in staging',
    });
    await userEvent.click(
      within(question).getByRole('button', { name: 'Back' }),
    );
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(
      await screen.findByRole('dialog', { name: 'Drift of staging' }),
    ).toBeVisible();
  });
});
