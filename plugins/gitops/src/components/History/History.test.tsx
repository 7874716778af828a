import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import { History } from './History';

const entry = (
  id: string,
  summary: string,
  more: Partial<HistoryEntry> = {},
): HistoryEntry => ({
  id,
  at: '2026-11-20T10:00:00.000Z',
  kind: 'merged',
  by: { name: 'jane' },
  summary,
  ...more,
});

describe('History', () => {
  it('loads older entries below the newer ones', async () => {
    renderInScope(
      <History />,
      gitopsApiMock({
        history: async (_entityRef, query) =>
          query?.cursor === undefined
            ? { items: [entry('2', 'Merged 1.5.0.')], nextCursor: 'older' }
            : { items: [entry('1', 'Requested 1.5.0.')] },
      }),
    );
    await screen.findByText('Merged 1.5.0.');
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByText('Requested 1.5.0.');
    expect(
      screen.getAllByText(/1\.5\.0\./).map(({ textContent }) => textContent),
    ).toEqual(['Merged 1.5.0.', 'Requested 1.5.0.']);
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });

  it('shows who, why and on which gates', async () => {
    renderInScope(
      <History />,
      gitopsApiMock({
        history: async () => ({
          items: [
            entry('1', 'Bypassed soak.', {
              reason: 'Outage',
              gates: [
                { name: 'soak', status: 'bypassed', reason: 'Soaks for 1h.' },
              ],
            }),
          ],
        }),
      }),
    );
    expect(await screen.findByText('Reason: Outage')).toBeVisible();
    expect(screen.getByText(/jane/)).toBeVisible();
    expect(screen.getByText('Soaks for 1h.')).not.toBeVisible();
    await userEvent.click(screen.getByText('Gates (1)'));
    expect(screen.getByText('Soaks for 1h.')).toBeVisible();
  });
});
