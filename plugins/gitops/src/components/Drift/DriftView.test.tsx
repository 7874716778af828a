import type {
  DriftReport,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  CURRENT_COMMIT,
  ENTITY_REF,
  sampleClusterState,
  sampleDriftReport,
  sampleEnvironment,
  sampleField,
  sampleObject,
} from '../../__testUtils__/samples';
import { DriftView } from './DriftView';

const PRODUCTION = { entityRef: ENTITY_REF, environment: 'production' };
const AS_GIT_HAS_IT = { sync: 'Synced' as const, fields: [] };
const MAY_RECONCILE: Partial<Environment> = {
  allowed: ['environment.reconcile'],
};

function renderDrift(
  report: Partial<DriftReport>,
  environment: Partial<Environment> = {},
  overrides: Partial<GitOpsApi> = {},
) {
  const api = gitopsApiMock({
    drift: async () => sampleDriftReport(report),
    ...overrides,
  });
  const { refresh } = renderInScope(
    <DriftView
      environment={sampleEnvironment({
        cluster: sampleClusterState(),
        ...environment,
      })}
    />,
    api,
  );
  return { api, refresh };
}

const findObject = async (name: string) =>
  within(await screen.findByRole('region', { name }));

async function confirm(action: string, reason: string) {
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(
    dialog.getByRole('textbox', { name: /reason/i }),
    reason,
  );
  await userEvent.click(dialog.getByRole('button', { name: action }));
}

describe('DriftView', () => {
  it('shows that it is loading', async () => {
    renderDrift({}, {}, { drift: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('status', { name: 'Loading the drift' }),
    ).toBeInTheDocument();
  });

  it("shows the server's message, and tries again", async () => {
    const drift = jest
      .fn()
      .mockRejectedValueOnce(new Error('The database is away.'))
      .mockResolvedValue(sampleDriftReport());
    renderDrift({}, {}, { drift });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('region', { name: 'Deployment web' }),
    ).toBeVisible();
  });

  it('says what was compared, when, and what is done about it', async () => {
    renderDrift({ warnings: ['The schema of the cluster is not known.'] });
    expect(
      await screen.findByText(/^What changed in the cluster is shown/),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: CURRENT_COMMIT.slice(0, 7) }),
    ).toHaveAttribute(
      'href',
      `https://git.example.com/commit/${CURRENT_COMMIT}`,
    );
    expect(screen.getByText(/^Cluster seen/)).toBeVisible();
    expect(
      screen.getByText(
        'Kubernetes, cluster prod, namespace shop, synced when Git changes',
      ),
    ).toBeVisible();
    expect(
      screen.getByText('The schema of the cluster is not known.'),
    ).toBeVisible();
  });

  it('shows what differs first, and folds what does not', async () => {
    renderDrift({
      objects: [
        sampleObject({ name: 'same', ...AS_GIT_HAS_IT }),
        sampleObject({ name: 'gone', sync: 'Orphaned', fields: [] }),
        sampleObject({ name: 'unwell', ...AS_GIT_HAS_IT, health: 'Degraded' }),
        sampleObject({ name: 'web' }),
        sampleObject({ name: 'absent', sync: 'Missing', fields: [] }),
      ],
    });
    const differing = await findObject('2 objects differ');
    expect(
      differing
        .getAllByRole('heading', { level: 4 })
        .map(({ textContent }) => textContent),
    ).toEqual(['Deployment web', 'Deployment absent']);
    expect(
      differing.getByText('Git has this object, and the cluster does not.'),
    ).toBeVisible();
    const orphaned = await findObject('1 object is no longer in Git');
    expect(orphaned.getByText('Orphaned')).toBeVisible();

    expect(screen.getByText('Deployment same')).not.toBeVisible();
    await userEvent.click(
      screen.getByText('2 objects are as Git has them, 1 Degraded'),
    );
    expect(screen.getByText('Deployment same')).toBeVisible();
    expect(
      screen.queryByText('Everything is as Git has it.'),
    ).not.toBeInTheDocument();
  });

  it('says so when everything is as Git has it', async () => {
    renderDrift({
      state: sampleClusterState({ sync: 'Synced', drifted: 0 }),
      objects: [sampleObject(AS_GIT_HAS_IT)],
    });
    expect(
      await screen.findByText('Everything is as Git has it.'),
    ).toBeVisible();
    expect(screen.getByText('1 object is as Git has it')).toBeVisible();
  });

  it.each([
    [undefined, 'Nothing is known yet', /^Cluster was never seen/],
    [
      '2026-11-20T10:00:00.000Z',
      'Unknown now; what follows was seen earlier',
      /^Cluster seen/,
    ],
  ])('claims nothing of a cluster seen %s', async (asOf, title, age) => {
    renderDrift(
      {
        state: sampleClusterState({
          sync: 'Unknown',
          health: 'Unknown',
          sentence: 'The cluster prod does not answer.',
          asOf,
        }),
        objects: [sampleObject(AS_GIT_HAS_IT)],
      },
      MAY_RECONCILE,
    );
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText('The cluster prod does not answer.')).toBeVisible();
    expect(screen.getByText(age)).toBeVisible();
    expect(
      screen.getByText('When last seen, 1 object was as Git had it'),
    ).toBeVisible();
    expect(
      screen.queryByText('Everything is as Git has it.'),
    ).not.toBeInTheDocument();
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Refresh']);
  });

  it('shows what is not drift only to who asks for it', async () => {
    renderDrift({
      objects: [
        sampleObject({
          name: 'web',
          fields: [
            sampleField(),
            sampleField({ path: '/spec/image', kind: 'Overridden' }),
          ],
        }),
        sampleObject({
          name: 'worker',
          sync: 'Synced',
          fields: [sampleField({ path: '/spec/paused', kind: 'NotInGit' })],
        }),
      ],
    });
    const web = await findObject('Deployment web');
    expect(
      web.getByRole('rowheader', { name: '/spec/replicas' }),
    ).toBeVisible();
    expect(screen.queryByText('/spec/image')).not.toBeInTheDocument();
    expect(screen.queryByText('/spec/paused')).not.toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('switch', { name: /not drift.*\(2\)/ }),
    );
    const aside = within(
      web.getByRole('table', { name: 'Not drift, in Deployment web' }),
    );
    expect(aside.getByText('/spec/image')).toBeVisible();
    expect(aside.getByText('Overridden')).toBeVisible();
    expect(
      web.getByRole('table', { name: 'Drift of Deployment web' }),
    ).not.toHaveTextContent('/spec/image');
    const worker = await findObject('Deployment worker');
    expect(worker.getByText('Not in Git')).toBeVisible();
  });

  it('says why an object is left alone, and does not offer to write to it', async () => {
    renderDrift(
      {
        objects: [
          sampleObject({ untouchable: 'Argo CD application shop has it.' }),
          sampleObject({
            name: 'worker',
            problem: 'spec.selector: field is immutable',
            healthMessage: '2 of 3 pods are ready.',
          }),
        ],
      },
      MAY_RECONCILE,
    );
    const web = await findObject('Deployment web');
    expect(web.getByText('Argo CD application shop has it.')).toBeVisible();
    const worker = await findObject('Deployment worker');
    expect(worker.getByText('spec.selector: field is immutable')).toBeVisible();
    expect(worker.getByText('2 of 3 pods are ready.')).toBeVisible();
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Refresh', 'Sync']);
  });

  it('offers nothing that is not allowed', async () => {
    renderDrift({});
    await findObject('Deployment web');
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  it('shows exactly what a revert puts back, and names it', async () => {
    const { api, refresh } = renderDrift(
      {
        objects: [
          sampleObject({
            name: 'web',
            fields: [
              sampleField(),
              sampleField({
                path: '/metadata/labels/debug',
                kind: 'Added',
                git: undefined,
                cluster: '"true"',
              }),
              sampleField({ path: '/spec/image', kind: 'Overridden' }),
            ],
          }),
          sampleObject({ name: 'worker' }),
        ],
      },
      MAY_RECONCILE,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revert Deployment web' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const [, ...rows] = within(
      dialog.getByRole('table', { name: 'Fields of Deployment web' }),
    ).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      '/spec/replicas52',
      '/metadata/labels/debug"true"removed',
    ]);
    expect(dialog.queryByText('Deployment worker')).not.toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Revert' })).toBeDisabled();

    await confirm('Revert', 'Not reviewed');
    await waitFor(() =>
      expect(api.reconcile).toHaveBeenCalledWith(PRODUCTION, {
        action: 'revert',
        reason: 'Not reviewed',
        objects: ['apps/Deployment/shop/web'],
      }),
    );
    await waitFor(() => expect(refresh).toHaveBeenCalled());
  });

  it('reverts all that can be, and names each', async () => {
    const { api } = renderDrift(
      {
        objects: [
          sampleObject({ name: 'web' }),
          sampleObject({ name: 'foreign', untouchable: 'Flux has it.' }),
          sampleObject({ name: 'absent', sync: 'Missing', fields: [] }),
        ],
      },
      MAY_RECONCILE,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revert all' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Created again, as Git has it.')).toBeVisible();
    await confirm('Revert', 'Not reviewed');
    await waitFor(() =>
      expect(api.reconcile).toHaveBeenCalledWith(PRODUCTION, {
        action: 'revert',
        reason: 'Not reviewed',
        objects: ['apps/Deployment/shop/web', 'apps/Deployment/shop/absent'],
      }),
    );
  });

  it('syncs with a reason, and says what is left alone', async () => {
    const { api } = renderDrift(
      {
        objects: [
          sampleObject({ name: 'web' }),
          sampleObject({ name: 'foreign', untouchable: 'Flux has it.' }),
        ],
      },
      MAY_RECONCILE,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Sync' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Left alone: Flux has it.')).toBeVisible();
    await confirm('Sync', 'Deploy at once');
    await waitFor(() =>
      expect(api.reconcile).toHaveBeenCalledWith(PRODUCTION, {
        action: 'sync',
        reason: 'Deploy at once',
      }),
    );
  });

  it('stays open with what the server refused', async () => {
    renderDrift({}, MAY_RECONCILE, {
      reconcile: async () => {
        throw new Error('The cluster prod is switched to read only.');
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Sync' }));
    await confirm('Sync', 'Deploy at once');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The cluster prod is switched to read only.',
    );
    expect(screen.getByRole('dialog')).toBeVisible();
  });

  it('looks again without asking why, and shows the outcome', async () => {
    const drift = jest
      .fn()
      .mockResolvedValueOnce(sampleDriftReport())
      .mockResolvedValue(
        sampleDriftReport({
          state: sampleClusterState({
            sync: 'Synced',
            asOf: '2026-11-20T10:00:05.000Z',
          }),
          objects: [sampleObject(AS_GIT_HAS_IT)],
        }),
      );
    const { api } = renderDrift({}, MAY_RECONCILE, { drift });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh' }),
    );
    expect(api.reconcile).toHaveBeenCalledWith(PRODUCTION, {
      action: 'refresh',
    });
    const progress = screen.getByRole('status', { name: 'Progress' });
    expect(progress).toHaveTextContent('Waiting for the cluster…');
    expect(
      await screen.findByText(
        'Everything is as Git has it.',
        {},
        { timeout: 5_000 },
      ),
    ).toBeVisible();
    await waitFor(() => expect(progress).toBeEmptyDOMElement());
  });

  it.each([
    ['Adopt', 'adopt', 'commit', /By a commit/],
    ['Ignore', 'ignore', 'pullRequest', /By a pull request/],
  ] as const)(
    '%s shows what would be written for the chosen fields, and writes just that',
    async (label, action, way, how) => {
      const debug = '/metadata/labels/debug';
      const planGitEdit = jest.fn(async (_id, { fields }) => ({
        way,
        sentence: 'In deployment.yaml.',
        seen: `plan of ${fields.join(' ')}`,
        differences: [
          {
            path: 'deployment.yaml',
            patch: '--- a\n+++ b\n@@ -1 +1 @@\n-replicas: 2\n+replicas: 5\n',
          },
        ],
      }));
      const { api } = renderDrift(
        {
          objects: [
            sampleObject({
              name: 'web',
              fields: [
                sampleField(),
                sampleField({ path: debug, kind: 'Added' }),
                sampleField({ path: '/spec/image', kind: 'Overridden' }),
              ],
            }),
          ],
        },
        { allowed: ['environment.adopt', 'environment.ignore'] },
        { planGitEdit },
      );
      await userEvent.click(
        await screen.findByRole('button', { name: `${label} Deployment web` }),
      );
      const dialog = within(await screen.findByRole('dialog'));
      expect(
        dialog.getAllByRole('checkbox').map(box => box.getAttribute('value')),
      ).toEqual(['/spec/replicas', debug]);
      expect(await dialog.findByText(how)).toBeVisible();
      expect(dialog.getByText(/replicas: 5/)).toBeVisible();

      await userEvent.click(dialog.getByRole('checkbox', { name: debug }));
      await waitFor(() =>
        expect(planGitEdit).toHaveBeenLastCalledWith(PRODUCTION, {
          action,
          object: 'apps/Deployment/shop/web',
          fields: ['/spec/replicas'],
        }),
      );
      await dialog.findByText(how);
      await confirm(label, 'The fix of last night');
      await waitFor(() =>
        expect(api.editGit).toHaveBeenCalledWith(
          PRODUCTION,
          {
            action,
            object: 'apps/Deployment/shop/web',
            fields: ['/spec/replicas'],
          },
          { reason: 'The fix of last night', seen: 'plan of /spec/replicas' },
        ),
      );
      expect(api.reconcile).not.toHaveBeenCalled();
    },
  );

  it('says why Git cannot take a change over', async () => {
    renderDrift(
      {},
      { allowed: ['environment.adopt'] },
      {
        planGitEdit: async () => {
          throw new Error('Secret web holds secrets.');
        },
      },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Adopt/ }),
    );
    expect(await screen.findByText('Secret web holds secrets.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Adopt' })).toBeDisabled();
  });

  it('says why it could not look again', async () => {
    renderDrift({}, MAY_RECONCILE, {
      reconcile: async () => {
        throw new Error('Only people may do this.');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Only people may do this.',
    );
  });
});
