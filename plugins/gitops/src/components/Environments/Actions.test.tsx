import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  ENTITY_REF,
  HEAD_COMMIT,
  sampleDecision,
  sampleEnvironment,
  samplePlan,
  samplePromotion,
  VIEWER_REF,
} from '../../__testUtils__/samples';
import { Actions } from './Actions';

const PRODUCTION = { entityRef: ENTITY_REF, environment: 'production' };
async function renderActions(
  environment: Partial<Environment>,
  overrides: Partial<GitOpsApi> = {},
) {
  const { refresh } = renderInScope(
    <section aria-label="production">
      <Actions environment={sampleEnvironment(environment)} />
    </section>,
    gitopsApiMock(overrides),
  );
  const card = within(
    await screen.findByRole('region', { name: 'production' }),
  );
  return { card, refresh };
}

async function openDialog(
  card: ReturnType<typeof within>,
  action: string,
): Promise<ReturnType<typeof within>> {
  await userEvent.click(await card.findByRole('button', { name: action }));
  return within(await screen.findByRole('dialog'));
}

describe('Actions', () => {
  it('offers nothing that is not allowed', async () => {
    const { card } = await renderActions({ promotion: samplePromotion() });
    expect(card.queryAllByRole('button')).toEqual([]);
  });

  it('offers what is allowed, the next action first', async () => {
    const { card } = await renderActions({
      promotion: samplePromotion({ gates: [] }),
      allowed: ['promotion.cancel', 'promotion.approve', 'promotion.create'],
    });
    await card.findByRole('button', { name: 'Approve' });
    expect(
      card.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Approve', 'Promote', 'Cancel promotion']);
  });

  it('offers no approval that would not count, and says why', async () => {
    const { card } = await renderActions({
      promotion: samplePromotion({
        gates: [
          {
            name: 'approvals',
            status: 'needsSomeone',
            reason: 'Waits for 2 approvals by sre; 0 given.',
            who: ['group:default/sre'],
            except: [
              { entityRef: VIEWER_REF, reason: 'wrote the source commit' },
            ],
          },
        ],
      }),
      allowed: ['promotion.approve', 'promotion.cancel'],
    });
    expect(
      await card.findByText(
        'You wrote the source commit; others must approve.',
      ),
    ).toBeVisible();
    expect(
      card.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Cancel promotion']);
  });

  it('approves the head that was shown, not the one of the list', async () => {
    const shownHead = 'f'.repeat(40);
    const promotion = samplePromotion();
    const approve = jest.fn(async () => {});
    const { card, refresh } = await renderActions(
      { promotion, allowed: ['promotion.approve'] },
      {
        promotion: async () => ({
          ...promotion,
          pullRequest: { number: 12, url: '', headCommit: shownHead },
          differences: samplePlan().differences,
        }),
        approve,
      },
    );
    expect(promotion.pullRequest?.headCommit).toBe(HEAD_COMMIT);
    const dialog = await openDialog(card, 'Approve');
    expect(await dialog.findByText('values.yaml')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(approve).toHaveBeenCalledWith('promotion-1', shownHead);
    expect(refresh).toHaveBeenCalled();
  });

  it('shows the new head where the reviewed one has moved', async () => {
    const promotion = samplePromotion();
    const reviewed = (headCommit: string, path: string) => ({
      ...promotion,
      pullRequest: { number: 12, url: '', headCommit },
      differences: [{ path, patch: samplePlan().differences[0].patch }],
    });
    const newHead = 'f'.repeat(40);
    const approve = jest
      .fn()
      .mockRejectedValueOnce(new Error('The head has moved.'))
      .mockResolvedValue(undefined);
    const { card } = await renderActions(
      { promotion, allowed: ['promotion.approve'] },
      {
        promotion: jest
          .fn()
          .mockResolvedValueOnce(reviewed(HEAD_COMMIT, 'reviewed.yaml'))
          .mockResolvedValue(reviewed(newHead, 'moved.yaml')),
        approve,
      },
    );
    const dialog = await openDialog(card, 'Approve');
    await dialog.findByText('reviewed.yaml');
    const confirm = dialog.getByRole('button', { name: 'Approve' });
    await userEvent.click(confirm);
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The head has moved.',
    );
    expect(dialog.getByText('moved.yaml')).toBeVisible();
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(approve.mock.calls).toEqual([
        ['promotion-1', HEAD_COMMIT],
        ['promotion-1', newHead],
      ]),
    );
  });

  it('stays open with what the server refused', async () => {
    const { card, refresh } = await renderActions(
      {
        promotion: samplePromotion({ gates: [] }),
        allowed: ['promotion.merge'],
      },
      {
        merge: async () => {
          throw new Error('The gate approvals is not met.');
        },
      },
    );
    const dialog = await openDialog(card, 'Merge');
    await userEvent.click(dialog.getByRole('button', { name: 'Merge' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The gate approvals is not met.',
    );
    expect(refresh).not.toHaveBeenCalled();
  });

  it('has no gate chosen beforehand to bypass', async () => {
    const bypass = jest.fn(async () => {});
    const { card } = await renderActions(
      { promotion: samplePromotion(), allowed: ['promotion.bypass'] },
      { bypass },
    );
    const dialog = await openDialog(card, 'Bypass a gate');
    await userEvent.type(
      dialog.getByRole('textbox', { name: /reason/i }),
      'Outage',
    );
    expect(dialog.getByRole('button', { name: 'Bypass' })).toBeDisabled();
    await userEvent.click(dialog.getByRole('radio', { name: /^Approvals/ }));
    expect(
      dialog.getByText('It goes on without the approvals that are missing.'),
    ).toBeVisible();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Bypass: Approvals' }),
    );
    await waitFor(() =>
      expect(bypass).toHaveBeenCalledWith('promotion-1', 'approvals', 'Outage'),
    );
  });

  it('keeps approving and bypassing apart', async () => {
    const { card } = await renderActions(
      {
        promotion: samplePromotion(),
        allowed: ['promotion.approve', 'promotion.bypass'],
      },
      { promotion: async () => samplePromotion() },
    );
    const approve = await openDialog(card, 'Approve');
    expect(approve.queryByText(/bypass/i)).not.toBeInTheDocument();
    await userEvent.click(approve.getByRole('button', { name: 'Back' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const bypass = await openDialog(card, 'Bypass a gate');
    expect(
      bypass.queryByRole('button', { name: /approve/i }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [
      { candidate: { id: '2', version: '1.6.0', mutable: false } },
      /^1\.6\.0 is/,
    ],
    [{}, /^No newer release waits/],
  ])('says what follows the end of a hold', async (candidate, expected) => {
    const resume = jest.fn(async () => {});
    const { card } = await renderActions(
      {
        ...candidate,
        hold: sampleDecision({ reason: 'Refunds fail' }),
        allowed: ['environment.hold'],
      },
      { resume },
    );
    const dialog = await openDialog(card, 'Resume');
    expect(dialog.getByText('Held by jane: Refunds fail')).toBeVisible();
    expect(dialog.getByText(expected)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(resume).toHaveBeenCalledWith(PRODUCTION));
  });

  it('holds until a moment, or until someone resumes', async () => {
    const hold = jest.fn(async () => {});
    const { card } = await renderActions(
      { allowed: ['environment.hold'] },
      { hold },
    );
    for (const hours of ['', '2']) {
      const dialog = await openDialog(card, 'Hold');
      await userEvent.type(
        dialog.getByRole('textbox', { name: /reason/i }),
        'Load test',
      );
      if (hours) {
        await userEvent.type(
          dialog.getByRole('textbox', { name: /hours/i }),
          `${hours}{Tab}`,
        );
      }
      await userEvent.click(dialog.getByRole('button', { name: 'Hold' }));
      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
    }
    expect(hold.mock.calls).toEqual([
      [PRODUCTION, { reason: 'Load test', expiresAt: undefined }],
      [
        PRODUCTION,
        { reason: 'Load test', expiresAt: expect.stringMatching(/Z$/) },
      ],
    ]);
  });

  it('freezes the environment alone', async () => {
    const freeze = jest.fn(async () => {});
    const { card } = await renderActions(
      { allowed: ['environment.freeze'] },
      { freeze },
    );
    const dialog = await openDialog(card, 'Freeze');
    await userEvent.type(
      dialog.getByRole('textbox', { name: /reason/i }),
      'Holidays',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Freeze' }));
    await waitFor(() =>
      expect(freeze).toHaveBeenCalledWith(
        'environment:component/default/shop/production',
        'Holidays',
      ),
    );
  });
});
