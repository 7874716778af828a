import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  CURRENT_COMMIT,
  EARLIER_COMMIT,
  ENTITY_REF,
  sampleEnvironment,
  sampleViolation,
} from '../../__testUtils__/samples';
import { Violations } from './Violations';

const PUSHED = sampleViolation({
  files: ['production/values.yaml', 'base/deployment.yaml'],
  revert: { number: 45, url: 'https://git.example.com/pulls/45' },
});
const LOCKED = sampleViolation({
  commit: EARLIER_COMMIT,
  kind: 'locked',
  by: { name: 'jane', entityRef: 'user:default/jane' },
  pullRequest: 44,
});

async function renderViolations(
  environment: Partial<Environment>,
  acceptViolation = jest.fn(async () => {}),
) {
  renderInScope(
    <Violations environment={sampleEnvironment(environment)} />,
    gitopsApiMock({ acceptViolation }),
  );
  const list = await screen.findByRole('list', { name: 'Violations' });
  return within(list);
}

describe('Violations', () => {
  it('says of each who, what and where, and how it is taken back', async () => {
    const list = await renderViolations({ violations: [PUSHED, LOCKED] });
    expect(
      list.getAllByText(/^Violation:/).map(({ textContent }) => textContent),
    ).toEqual([
      'Violation: Pushed past pull requests',
      'Violation: Changed a locked field',
    ]);
    expect(list.getByText(/by mallory/)).toBeVisible();
    expect(list.getByRole('link', { name: '#45' })).toHaveAttribute(
      'href',
      'https://git.example.com/pulls/45',
    );
    expect(list.getByRole('link', { name: 'jane' })).toBeVisible();
    expect(list.getByText(/from pull request #44/)).toBeVisible();
    const [own, base] = within(
      list.getAllByRole('list', { name: 'Changed files' })[0],
    ).getAllByRole('listitem');
    expect(own).toHaveTextContent(/^production\/values\.yaml$/);
    expect(base).toHaveTextContent(
      /^base\/deployment\.yaml \(shared: outside of production\)$/,
    );
    expect(list.queryByRole('button')).not.toBeInTheDocument();
  });

  it('lets one stand, for a reason, by whom is allowed to bypass', async () => {
    const acceptViolation = jest.fn(async () => {});
    const list = await renderViolations(
      { violations: [PUSHED, LOCKED], allowed: ['promotion.bypass'] },
      acceptViolation,
    );
    await userEvent.click(
      list.getByRole('button', {
        name: `Accept violation ${CURRENT_COMMIT.slice(0, 7)}`,
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Accept violation' });
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox'), 'It ended the outage');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(acceptViolation).toHaveBeenCalledWith(
        { entityRef: ENTITY_REF, environment: 'production' },
        CURRENT_COMMIT,
        'It ended the outage',
      ),
    );
  });
});
