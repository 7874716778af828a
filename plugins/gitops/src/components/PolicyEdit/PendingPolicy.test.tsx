import type {
  Environment,
  PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  ENTITY_REF,
  EARLIER_COMMIT,
  HEAD_COMMIT,
  sampleEnvironment,
  samplePipeline,
} from '../../__testUtils__/samples';
import { PendingPolicy } from './PendingPolicy';

const EDIT: PolicyEdit = {
  commit: HEAD_COMMIT,
  commitUrl: `https://git.example.com/commit/${HEAD_COMMIT}`,
  at: '2026-11-20T10:00:00.000Z',
  by: { name: 'dana' },
  inForce: EARLIER_COMMIT,
  weakens: [
    { environment: 'production', sentence: 'approvals go from 2 to 1.' },
  ],
};

async function renderNotice(
  allowed: Environment['allowed'],
  overrides: Partial<GitOpsApi> = {},
) {
  renderInScope(
    <PendingPolicy
      pipeline={samplePipeline({
        pendingPolicy: EDIT,
        environments: [sampleEnvironment({ allowed })],
      })}
    />,
    gitopsApiMock(overrides),
  );
  return within(
    await screen.findByRole('region', {
      name: 'The pipeline file asks for less protection',
    }),
  );
}

describe('PendingPolicy', () => {
  it('says who weakened what, and that the earlier policy holds', async () => {
    const notice = await renderNotice([]);
    expect(notice.getByText(/^dana changed it/)).toHaveTextContent(
      'Until somebody accepts it, the earlier policy (bbbbbbb) holds there.',
    );
    expect(notice.getByRole('listitem')).toHaveTextContent(
      'production: approvals go from 2 to 1.',
    );
    expect(notice.queryByRole('button')).not.toBeInTheDocument();
    expect(notice.getByText(/may accept policies/)).toBeVisible();
  });

  it('accepts what the server says it would, for a reason', async () => {
    const acceptPolicy = jest.fn(async () => EDIT);
    const planPolicy = jest.fn(async () => ({
      ...EDIT,
      weakens: [
        { environment: 'production', sentence: 'soak goes from 2h to 30m.' },
      ],
    }));
    const notice = await renderNotice(['environment.approve'], {
      planPolicy,
      acceptPolicy,
    });
    await userEvent.click(
      notice.getByRole('button', { name: 'Look and accept' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(/soak goes from 2h/)).toBeVisible();
    expect(planPolicy).toHaveBeenCalledWith(ENTITY_REF, HEAD_COMMIT);
    const confirm = dialog.getByRole('button', { name: 'Accept policy' });
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox'), 'A smaller team');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(acceptPolicy).toHaveBeenCalledWith(
        ENTITY_REF,
        HEAD_COMMIT,
        'A smaller team',
      ),
    );
  });

  it('accepts nothing that the server could not look at', async () => {
    const notice = await renderNotice(['environment.approve'], {
      planPolicy: async () => {
        throw new Error('A newer edit has taken its place.');
      },
    });
    await userEvent.click(
      notice.getByRole('button', { name: 'Look and accept' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'A newer edit has taken its place.',
    );
    await userEvent.type(dialog.getByRole('textbox'), 'A smaller team');
    expect(
      dialog.getByRole('button', { name: 'Accept policy' }),
    ).toBeDisabled();
  });
});
