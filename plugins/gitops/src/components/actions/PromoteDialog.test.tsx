import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  ENTITY_REF,
  sampleEnvironment,
  sampleRelease,
} from '../../__testUtils__/samples';
import { PromoteDialog } from './PromoteDialog';

const PRODUCTION = { entityRef: ENTITY_REF, environment: 'production' };
const PLAN = {
  differences: [{ path: 'values.yaml', patch: '@@ -1 +1 @@\n-a\n+b\n' }],
  gates: [],
  warnings: [],
  affects: [],
};
const CANDIDATE = { id: 'release-2', version: '1.5.0', mutable: false };
const EXCLUDED = sampleRelease({
  id: 'release-4',
  version: '1.7.0',
  eligibility: [
    {
      environment: 'production',
      status: 'excluded',
      reason: 'Not verified in staging yet.',
    },
  ],
});

async function renderDialog(
  candidate: typeof CANDIDATE | undefined,
  releases: GitOpsApi['releases'],
) {
  const api = {
    releases,
    planPromotion: jest.fn(async () => PLAN),
    promote: jest.fn(async () => PLAN),
  };
  const onClose = jest.fn();
  renderInScope(
    <PromoteDialog
      environment={sampleEnvironment({ candidate })}
      onClose={onClose}
    />,
    gitopsApiMock(api),
  );
  return { api, onClose, dialog: within(await screen.findByRole('dialog')) };
}

describe('PromoteDialog', () => {
  it.each([
    [
      'newer releases could go there too',
      [sampleRelease({ id: 'release-3', version: '1.6.0' }), sampleRelease()],
    ],
    ['it is older than the releases that are loaded', [EXCLUDED]],
  ])('promotes the candidate, also where %s', async (_, items) => {
    const { api, onClose, dialog } = await renderDialog(
      CANDIDATE,
      async () => ({ items, nextCursor: 'older' }),
    );
    expect(await dialog.findByText('values.yaml')).toBeVisible();
    expect(api.promote).not.toHaveBeenCalled();
    await userEvent.click(dialog.getByRole('button', { name: 'Promote' }));

    await waitFor(() => expect(onClose).toHaveBeenCalled());
    const request = { ...PRODUCTION, release: 'release-2' };
    expect(api.planPromotion).toHaveBeenCalledWith(request);
    expect(api.promote).toHaveBeenCalledWith(request);
  });

  it('looks for older releases where no new one may go', async () => {
    const { dialog } = await renderDialog(
      undefined,
      async (_entityRef, cursor) =>
        cursor === undefined
          ? { items: [EXCLUDED], nextCursor: 'older' }
          : { items: [sampleRelease()] },
    );
    expect(
      await dialog.findByText(/None of the newest releases may go/),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Promote' })).toBeDisabled();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Look for older releases' }),
    );
    expect(await dialog.findByText('values.yaml')).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Promote' })).toBeEnabled();
  });

  it('says so where no release may go', async () => {
    const { dialog } = await renderDialog(undefined, async () => ({
      items: [EXCLUDED],
    }));
    expect(
      await dialog.findByText(/^No release may go to production now/),
    ).toBeVisible();
  });
});
