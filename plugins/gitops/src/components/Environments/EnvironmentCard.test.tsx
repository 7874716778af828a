import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { screen, within } from '@testing-library/react';
import { DateTime } from 'luxon';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  CURRENT_COMMIT,
  sampleChange,
  sampleEnvironment,
  samplePromotion,
  sampleViolation,
} from '../../__testUtils__/samples';
import { EnvironmentCard } from './EnvironmentCard';

async function renderCard(environment: Partial<Environment>) {
  renderInScope(
    <EnvironmentCard environment={sampleEnvironment(environment)} />,
    gitopsApiMock({}),
  );
  const card = within(
    await screen.findByRole('region', { name: 'production' }),
  );
  return { card };
}

describe('EnvironmentCard', () => {
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
        {
          by,
          at,
          reason: 'Black Friday',
          scope: 'system:system:default/store',
        },
      ],
      violations: [sampleViolation()],
      stale: 'The Git host does not answer.',
      staleSince: at,
    });
    expect(card.getByText('Held')).toBeVisible();
    expect(card.getByText(/Looking into errors/)).toBeVisible();
    expect(card.getByText('Frozen with the system store')).toBeVisible();
    expect(card.getByText('Frozen')).toBeVisible();
    expect(card.getByText('On hold')).toBeVisible();
    expect(
      card.getByText('Violation: Pushed past pull requests'),
    ).toBeVisible();
    expect(card.getByText(/The Git host does not answer/)).toHaveTextContent(
      /Since .+ ago\. Git read/,
    );
  });

  it('shows the open promotion with its gates', async () => {
    const { card } = await renderCard({
      promotion: samplePromotion(),
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
      'Checks PassedAll checks passed.',
      'Approvals Needs someoneOne approval of release managers is missing.Can act: release-managers',
    ]);
    expect(card.getByText('A release manager approves 1.5.0.')).toBeVisible();
  });

  it('says in one sentence what blocks it, who can act, and until when', async () => {
    const { card } = await renderCard({
      next: {
        sentence: 'Waits for dana.',
        action: 'fix',
        who: ['user:default/dana', 'group:default/sre'],
        until: DateTime.now().plus({ hours: 3 }).toISO(),
      },
    });
    const next = within(card.getByRole('group', { name: 'Next step' }));
    expect(next.getByRole('link', { name: 'dana' })).toHaveAttribute(
      'href',
      '/catalog/default/user/dana',
    );
    expect(next.getByText(/^Can act:/)).toHaveTextContent('Can act: sre');
    expect(next.getByText(/in 2 hours/)).toBeVisible();
  });

  it.each([
    ['open', /^Window: Open, closes .* \(in 2 hours\)$/],
    ['closed', /^Window: Closed, opens .* \(in 2 hours\)$/],
  ] as const)('says until when its window is %s', async (status, expected) => {
    const { card } = await renderCard({
      window: {
        status,
        sentence: 'Mon-Thu 09:00-16:00 (Europe/Berlin).',
        until: DateTime.now().plus({ hours: 3 }).toISO(),
      },
    });
    const window = card.getByRole('group', { name: 'Window' });
    expect(within(window).getByText(/^Window:/)).toHaveTextContent(expected);
    expect(window).toHaveTextContent('Mon-Thu 09:00-16:00 (Europe/Berlin).');
  });

  it('says which approvals count, and why others do not', async () => {
    const at = '2026-11-20T10:00:00.000Z';
    const { card } = await renderCard({
      promotion: samplePromotion({
        approvals: [
          { by: { name: 'ravi' }, via: 'portal', at, status: 'counted' },
          {
            by: { name: 'jane' },
            via: 'host',
            at,
            status: 'ignored',
            reason: 'is not among sre',
          },
        ],
      }),
    });
    const [counted, ignored] = within(
      card.getByRole('list', { name: 'Approvals' }),
    ).getAllByRole('listitem');
    expect(counted).toHaveTextContent(
      /^ravi approved in the portal .*: counts$/,
    );
    expect(ignored).toHaveTextContent(
      /^jane approved in the Git host .*: does not count \(is not among sre\)$/,
    );
  });

  it.each([
    ['commit', /^By a commit, automatic/],
    ['pullRequest', /^No pull request yet, automatic/],
  ] as const)(
    'says how a promotion by %s goes on',
    async (promote, expected) => {
      const { card } = await renderCard({
        promote,
        promotion: samplePromotion({ pullRequest: undefined, automatic: true }),
      });
      expect(card.getByText(expected)).toBeVisible();
    },
  );
});
