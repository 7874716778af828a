import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { screen, within } from '@testing-library/react';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  CURRENT_COMMIT,
  sampleChange,
  sampleEnvironment,
  samplePromotion,
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
      violations: [
        {
          commit: CURRENT_COMMIT,
          commitUrl: 'https://git.example.com/commit/x',
          at,
          by: { name: 'mallory' },
          kind: 'foreign',
          files: ['production/values.yaml'],
          reason: 'Pushed past the gates.',
        },
      ],
      stale: 'The Git host does not answer.',
    });
    expect(card.getByText('Held')).toBeVisible();
    expect(card.getByText(/Looking into errors/)).toBeVisible();
    expect(card.getByText('Frozen with the system store')).toBeVisible();
    expect(card.getByText(/Pushed past the gates/)).toHaveTextContent(
      'mallory',
    );
    expect(card.getByText(/The Git host does not answer/)).toBeVisible();
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
      'Passed: All checks passed.',
      'Needs someone: One approval of release managers is missing. Can act: release-managers',
    ]);
    expect(card.getByText('A release manager approves 1.5.0.')).toBeVisible();
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
