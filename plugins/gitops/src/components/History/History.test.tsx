import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { HistoryQuery } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import { ENTITY_REF } from '../../__testUtils__/samples';
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
      <History environments={['dev', 'production']} />,
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
      <History environments={['dev', 'production']} />,
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
    await userEvent.click(screen.getByText('Gates: 1 bypassed'));
    expect(screen.getByText('Soaks for 1h.')).toBeVisible();
  });

  it('names what happened, and by which policy it was judged', async () => {
    renderInScope(
      <History environments={[]} />,
      gitopsApiMock({
        history: async () => ({
          items: [
            entry('1', 'Approvals go from 2 to 1.', {
              kind: 'policyWeakened',
              environment: 'production',
              policyCommit: 'd'.repeat(40),
            }),
          ],
        }),
      }),
    );
    expect(await screen.findByText('Policy weakened')).toBeVisible();
    expect(screen.getByText('production')).toBeVisible();
    expect(screen.getByText(/by the policy of/)).toHaveTextContent('ddddddd');
  });

  it('shows what happened in one environment', async () => {
    const history = jest.fn(async (_: string, query?: HistoryQuery) => ({
      items: query?.environment ? [] : [entry('1', 'Merged 1.5.0.')],
    }));
    renderInScope(
      <History environments={['dev', 'production']} />,
      gitopsApiMock({ history }),
    );
    await screen.findByText('Merged 1.5.0.');
    await userEvent.click(
      screen.getByRole('button', { name: /All environments/ }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'dev' }));
    expect(
      await screen.findByText('Nothing has happened in dev yet.'),
    ).toBeVisible();
    expect(history).toHaveBeenLastCalledWith(ENTITY_REF, {
      environment: 'dev',
      cursor: undefined,
    });
  });
});

describe('exporting the history', () => {
  const saved: Array<{ name: string; file: Blob }> = [];
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click');

  beforeEach(() => {
    saved.length = 0;
    // jsdom has no object URLs, and follows no links.
    let latest: Blob;
    URL.createObjectURL = file => {
      latest = file as Blob;
      return 'blob:history';
    };
    URL.revokeObjectURL = () => {};
    click.mockImplementation(function save(this: HTMLAnchorElement) {
      saved.push({ name: this.download, file: latest });
    });
  });

  it.each([
    ['Export JSON lines', 'jsonl', 'shop-history.jsonl'],
    ['Export CSV', 'csv', 'shop-history.csv'],
  ])('%s saves a file', async (button, format, name) => {
    const file = new Blob(['what happened']);
    const exportHistory = jest.fn(async () => file);
    renderInScope(
      <History environments={[]} />,
      gitopsApiMock({ exportHistory }),
    );
    await userEvent.click(await screen.findByRole('button', { name: button }));
    await waitFor(() => expect(saved).toEqual([{ name, file }]));
    expect(exportHistory).toHaveBeenCalledWith(ENTITY_REF, format);
  });

  it("shows the server's word where it refuses", async () => {
    renderInScope(
      <History environments={[]} />,
      gitopsApiMock({
        exportHistory: async () => {
          throw new Error('The database is away.');
        },
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export CSV' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    expect(saved).toEqual([]);
  });
});
