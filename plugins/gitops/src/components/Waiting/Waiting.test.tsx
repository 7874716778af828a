import type { Waiting } from '@backstage-gitops/plugin-gitops-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import { ENTITY_REF } from '../../__testUtils__/samples';
import { WaitingCard } from './WaitingCard';
import { WaitingPage } from './WaitingPage';

const item = (more: Partial<Waiting> = {}): Waiting => ({
  entityRef: ENTITY_REF,
  title: 'Shop',
  environment: 'production',
  action: 'approve',
  sentence: 'Waits for 2 approvals by sre; 1 given.',
  ...more,
});

const renderPage = (waiting: GitOpsApi['waiting']) =>
  renderInScope(<WaitingPage />, gitopsApiMock({ waiting }));

describe('WaitingPage', () => {
  it('leads to where each thing can be done', async () => {
    renderPage(async () => ({
      items: [
        item({ release: { id: '2', version: '1.5.0', mutable: false } }),
        item({ environment: 'staging', action: 'resume', sentence: 'Held.' }),
      ],
    }));
    const list = await screen.findByRole('list', { name: 'Waiting for you' });
    const [approval, hold] = within(list).getAllByRole('listitem');
    expect(approval).toHaveTextContent(
      'ApproveShop, production 1.5.0Waits for 2 approvals by sre; 1 given.',
    );
    expect(
      within(hold).getByRole('link', { name: 'Shop, staging' }),
    ).toHaveAttribute('href', '/catalog/default/component/shop/gitops');
  });

  it('says that it is loading', async () => {
    renderPage(() => new Promise(() => {}));
    expect(
      await screen.findByRole('status', { name: 'Loading what waits for you' }),
    ).toBeInTheDocument();
  });

  it('says so where nothing waits', async () => {
    renderPage(async () => ({ items: [] }));
    expect(await screen.findByText('Nothing waits for you.')).toBeVisible();
  });

  it("shows the server's word where it could not be asked, and tries again", async () => {
    const waiting = jest
      .fn()
      .mockRejectedValueOnce(new Error('The database is away.'))
      .mockResolvedValue({ items: [item()] });
    renderPage(waiting);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText(/^Waits for 2 approvals/)).toBeVisible();
  });

  it('loads more where there is more', async () => {
    renderPage(async cursor =>
      cursor === undefined
        ? { items: [item()], nextCursor: 'more' }
        : { items: [item({ title: 'Orders' })] },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Load more' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Orders, production' }),
    ).toBeVisible();
  });
});

describe('WaitingCard', () => {
  it('is a region of whatever page it is put on', async () => {
    renderInScope(
      <WaitingCard />,
      gitopsApiMock({ waiting: async () => ({ items: [item()] }) }),
    );
    const card = await screen.findByRole('region', { name: 'Waiting for you' });
    expect(
      await within(card).findByRole('link', { name: 'Shop, production' }),
    ).toBeVisible();
  });
});
