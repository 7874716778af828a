import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  ENTITY_REF,
  sampleCandidate,
  sampleRelease,
} from '../../__testUtils__/samples';
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
  renderInScope(
    <Releases environments={['staging', 'production']} canReject={canReject} />,
    gitopsApiMock(overrides),
  );
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

  it('says what made a release', async () => {
    const url = 'https://git.example.com/shop/pull/12';
    renderReleases({
      releases: async () => ({
        items: [
          sampleRelease({
            origins: [
              { on: 'gitTag', name: 'v1.5.0' },
              { on: 'pullRequest', number: 12, title: 'Gift cards', url },
            ],
          }),
        ],
      }),
    });
    expect(await screen.findByText('Git tag v1.5.0')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /^#12 Gift cards/ }),
    ).toHaveAttribute('href', url);
  });

  it('shows what is no release, and why not', async () => {
    renderReleases({
      releases: async () => ({ items: [sampleRelease()] }),
      candidates: async () => ({
        items: [
          sampleCandidate(),
          sampleCandidate({
            on: 'image',
            name: 'latest',
            status: 'excluded',
            reason: '"latest" does not match ^v.',
          }),
        ],
      }),
    });
    const list = within(
      await screen.findByRole('region', { name: 'Not a release' }),
    );
    const [waiting, excluded] = list.getAllByRole('listitem');
    expect(waiting).toHaveTextContent(/^v1\.6\.0 Waiting\s*Waits for shop\./);
    expect(waiting).toHaveTextContent(/Git tag by jane <jane@example.com>/);
    expect(excluded).toHaveTextContent(
      /^latest Excluded\s*"latest" does not match \^v\./,
    );
  });

  it('says of one environment why something is there, or not', async () => {
    renderReleases({
      releases: async () => ({
        items: [
          sampleRelease({
            eligibility: [
              {
                environment: 'staging',
                status: 'deployed',
                reason: 'Deployed in staging.',
              },
              {
                environment: 'production',
                status: 'excluded',
                reason: 'Not verified in staging yet.',
              },
            ],
          }),
        ],
      }),
      candidates: async () => ({ items: [sampleCandidate()] }),
    });
    await screen.findByText('Not verified in staging yet.');
    await userEvent.click(screen.getByRole('button', { name: /environment/i }));
    await userEvent.click(screen.getByRole('option', { name: 'staging' }));
    expect(
      screen.getByRole('columnheader', { name: 'Why in staging, or not' }),
    ).toBeVisible();
    expect(screen.getByText('Deployed in staging.')).toBeVisible();
    expect(
      screen.queryByText('Not verified in staging yet.'),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('staging accepts image; this comes from gitTag.'),
    ).toBeVisible();
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
    expect(
      screen.queryByRole('button', { name: /reject/i }),
    ).not.toBeInTheDocument();
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
