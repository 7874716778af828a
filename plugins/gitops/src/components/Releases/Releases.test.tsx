import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import { ENTITY_REF, sampleRelease } from '../../__testUtils__/samples';
import { Releases } from './Releases';

const REJECTED = sampleRelease({
  id: 'release-1',
  version: '1.4.0',
  rejected: {
    by: { name: 'jane' },
    at: '2026-11-20T10:00:00.000Z',
    reason: 'Loses orders',
  },
  eligibility: [
    {
      environment: 'production',
      status: 'excluded',
      reason: 'Rejected by jane: Loses orders.',
    },
  ],
});

function renderReleases(overrides: Partial<GitOpsApi>, canReject = true) {
  renderInScope(<Releases canReject={canReject} />, gitopsApiMock(overrides));
}

describe('Releases', () => {
  it('shows where each release may go, and why not', async () => {
    renderReleases({
      releases: async () => ({ items: [sampleRelease(), REJECTED] }),
    });
    const table = within(
      await screen.findByRole('table', { name: 'Releases' }),
    );
    const [, eligible, excluded] = table.getAllByRole('row');
    expect(eligible).toHaveTextContent('Add gift cards');
    expect(eligible).toHaveTextContent('dddddddddddd');
    expect(eligible).toHaveTextContent('Verified in staging.');
    expect(excluded).toHaveTextContent('Rejected by jane: Loses orders.');
  });

  it('rejects a release for a reason', async () => {
    const rejectRelease = jest.fn(async () => {});
    renderReleases({
      releases: async () => ({ items: [sampleRelease()] }),
      rejectRelease,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reject 1.5.0' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(
      dialog.getByRole('textbox', { name: /reason/i }),
      'Loses orders',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
    await waitFor(() =>
      expect(rejectRelease).toHaveBeenCalledWith(
        ENTITY_REF,
        'release-2',
        'Loses orders',
      ),
    );
  });

  it('clears a rejection', async () => {
    const clearRejection = jest.fn(async () => {});
    renderReleases({
      releases: async () => ({ items: [REJECTED] }),
      clearRejection,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear 1.4.0' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Clear' }));
    await waitFor(() =>
      expect(clearRejection).toHaveBeenCalledWith(ENTITY_REF, 'release-1'),
    );
  });

  it('offers no judgement to those who may not judge', async () => {
    renderReleases(
      { releases: async () => ({ items: [sampleRelease()] }) },
      false,
    );
    await screen.findByRole('table');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says how CI announces the first one', async () => {
    renderReleases({ releases: async () => ({ items: [] }) });
    expect(
      await screen.findByText(
        /curl .*\/api\/gitops\/pipelines\/component\/default\/shop\/releases/,
      ),
    ).toBeVisible();
  });
});
