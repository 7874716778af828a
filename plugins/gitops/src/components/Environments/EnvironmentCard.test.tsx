import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GitOpsApi } from '../../api/GitOpsApi';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  CURRENT_COMMIT,
  EARLIER_COMMIT,
  ENTITY_REF,
  HEAD_COMMIT,
  sampleChange,
  sampleEnvironment,
  samplePromotion,
  sampleRelease,
} from '../../__testUtils__/samples';
import { EnvironmentCard } from './EnvironmentCard';

const PRODUCTION = { entityRef: ENTITY_REF, environment: 'production' };
const PLAN = {
  differences: [
    { path: 'values.yaml', patch: '@@ -1 +1 @@\n-tag: 1.5.0\n+tag: 1.4.2\n' },
  ],
  gates: [],
  warnings: ['The database keeps its schema.'],
};

async function renderCard(
  environment: Partial<Environment>,
  overrides: Partial<GitOpsApi> = {},
) {
  const api = gitopsApiMock(overrides);
  const { refresh } = renderInScope(
    <EnvironmentCard environment={sampleEnvironment(environment)} />,
    api,
  );
  const card = within(
    await screen.findByRole('region', { name: 'production' }),
  );
  return { api, card, refresh };
}

async function openDialog(
  card: ReturnType<typeof within>,
  action: string,
): Promise<ReturnType<typeof within>> {
  await userEvent.click(card.getByRole('button', { name: action }));
  return within(await screen.findByRole('dialog'));
}

describe('what an environment shows', () => {
  it('shows what Git holds, and who put it there', async () => {
    const { card } = await renderCard({});
    expect(card.getByText('1.4.2')).toBeVisible();
    expect(card.getByText('Protected')).toBeVisible();
    expect(
      card.getByRole('link', { name: CURRENT_COMMIT.slice(0, 7) }),
    ).toHaveAttribute(
      'href',
      `https://git.example.com/commit/${CURRENT_COMMIT}`,
    );
    expect(card.getByText('Promoted by GitOps for Backstage')).toBeVisible();
  });

  it.each([
    ['rollback', 'Rolled back by GitOps for Backstage'],
    ['pullRequest', 'Merged by people, from a pull request'],
    ['foreign', 'Changed in Git by other means'],
  ] as const)('names the origin of a %s', async (origin, expected) => {
    const { card } = await renderCard({ change: sampleChange({ origin }) });
    expect(card.getByText(expected)).toBeVisible();
  });

  it('falls back to the tag where Git holds no known release', async () => {
    const { card } = await renderCard({
      release: undefined,
      images: [{ repository: 'registry.example.com/shop', tag: 'hotfix' }],
    });
    expect(card.getByText('hotfix')).toBeVisible();
  });

  it('shows what stops it, with who and why', async () => {
    const by = { name: 'jane' };
    const at = '2026-11-20T10:00:00.000Z';
    const { card } = await renderCard({
      hold: { by, at, reason: 'Looking into errors' },
      freezes: [
        { by, at, reason: 'Black Friday', scope: 'system:default/store' },
      ],
      violations: [
        {
          commit: CURRENT_COMMIT,
          commitUrl: 'https://git.example.com/commit/x',
          at,
          by: { name: 'mallory' },
          reason: 'Pushed past the gates.',
        },
      ],
      stale: 'The Git host does not answer.',
    });
    expect(card.getByText('On hold')).toBeVisible();
    expect(card.getByText(/Looking into errors/)).toBeVisible();
    expect(
      card.getByText('Frozen with the system default/store'),
    ).toBeVisible();
    expect(card.getByText(/Pushed past the gates/)).toHaveTextContent(
      'mallory',
    );
    expect(card.getByText(/The Git host does not answer/)).toBeVisible();
  });

  it('shows the open promotion with its gates and approvals', async () => {
    const { card } = await renderCard({
      promotion: samplePromotion({
        approvals: [
          {
            by: { name: 'jane' },
            via: 'host',
            at: '2026-11-20T10:00:00.000Z',
            status: 'ignored',
            reason: 'The author of a release cannot approve it.',
          },
        ],
      }),
    });
    expect(card.getByRole('link', { name: '#12' })).toHaveAttribute(
      'href',
      'https://git.example.com/pulls/12',
    );
    expect(card.getByText(/^Pull request/)).toHaveTextContent(
      'Pull request #12',
    );
    const gates = within(card.getByRole('list', { name: 'Gates' }));
    expect(
      gates
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent?.replace(/\s+/g, ' ')),
    ).toEqual([
      'Passed: All checks passed.',
      'Needs someone: One approval of release managers is missing. Can act: release-managers',
    ]);
    expect(card.getByRole('list', { name: 'Approvals' })).toHaveTextContent(
      'ignored. The author of a release cannot approve it.',
    );
    expect(card.getByText('A release manager approves 1.5.0.')).toBeVisible();
  });
});

describe('what can be done to an environment', () => {
  it('offers nothing that is not allowed', async () => {
    const { card } = await renderCard({ promotion: samplePromotion() });
    expect(card.queryAllByRole('button')).toEqual([]);
  });

  it('offers what is allowed, the next action first', async () => {
    const { card } = await renderCard({
      promotion: samplePromotion(),
      allowed: ['promotion.cancel', 'promotion.approve', 'promotion.create'],
    });
    expect(
      card.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual(['Approve', 'Promote', 'Cancel promotion']);
  });

  it('approves the head that was shown, not the one of the list', async () => {
    const shownHead = 'f'.repeat(40);
    const promotion = samplePromotion();
    const approve = jest.fn(async () => {});
    const { card, refresh } = await renderCard(
      { promotion, allowed: ['promotion.approve'] },
      {
        promotion: async () => ({
          ...promotion,
          pullRequest: { number: 12, url: '', headCommit: shownHead },
          differences: PLAN.differences,
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

  it('stays open with what the server refused', async () => {
    const { card, refresh } = await renderCard(
      { promotion: samplePromotion(), allowed: ['promotion.merge'] },
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

  it('rolls back to the change before, once there is a plan and a reason', async () => {
    const rollBack = jest.fn(async () => PLAN);
    const planRollback = jest.fn(async () => PLAN);
    const { card } = await renderCard(
      { allowed: ['environment.rollback'] },
      {
        changes: async () => [
          sampleChange(),
          sampleChange({ commit: EARLIER_COMMIT, current: false }),
        ],
        planRollback,
        rollBack,
      },
    );
    const dialog = await openDialog(card, 'Roll back');
    expect(
      await dialog.findByText('The database keeps its schema.'),
    ).toBeVisible();
    expect(dialog.getByRole('deletion')).toHaveTextContent('-tag: 1.5.0');
    const confirm = dialog.getByRole('button', { name: 'Roll back' });
    expect(confirm).toBeDisabled();

    await userEvent.type(
      dialog.getByRole('textbox', { name: /reason/i }),
      'Checkout fails',
    );
    await userEvent.click(
      dialog.getByRole('checkbox', {
        name: 'Also reject the release that runs now',
      }),
    );
    await userEvent.click(confirm);

    const target = { ...PRODUCTION, commit: EARLIER_COMMIT };
    await waitFor(() =>
      expect(rollBack).toHaveBeenCalledWith(target, {
        reason: 'Checkout fails',
        reject: true,
      }),
    );
    expect(planRollback).toHaveBeenCalledWith(target);
  });

  it('promotes the candidate after showing the plan', async () => {
    const promote = jest.fn(async () => PLAN);
    const { card } = await renderCard(
      {
        candidate: { id: 'release-2', version: '1.5.0', mutable: false },
        allowed: ['promotion.create'],
      },
      {
        releases: async () => ({
          items: [
            sampleRelease({ id: 'release-3', version: '1.6.0' }),
            sampleRelease(),
          ],
        }),
        planPromotion: async () => PLAN,
        promote,
      },
    );
    const dialog = await openDialog(card, 'Promote');
    await dialog.findByText('values.yaml');
    await userEvent.click(dialog.getByRole('button', { name: 'Promote' }));
    await waitFor(() =>
      expect(promote).toHaveBeenCalledWith({
        ...PRODUCTION,
        release: 'release-2',
      }),
    );
  });

  it('has no gate chosen beforehand to bypass', async () => {
    const bypass = jest.fn(async () => {});
    const { card } = await renderCard(
      { promotion: samplePromotion(), allowed: ['promotion.bypass'] },
      { bypass },
    );
    const dialog = await openDialog(card, 'Bypass a gate');
    await userEvent.type(
      dialog.getByRole('textbox', { name: /reason/i }),
      'Outage',
    );
    const confirm = dialog.getByRole('button', { name: 'Bypass a gate' });
    expect(confirm).toBeDisabled();
    await userEvent.click(dialog.getByRole('radio', { name: /^approvals/ }));
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(bypass).toHaveBeenCalledWith('promotion-1', 'approvals', 'Outage'),
    );
  });

  it('freezes the environment alone', async () => {
    const freeze = jest.fn(async () => {});
    const { card } = await renderCard(
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
