import type {
  Environment,
  PromotionPlan,
} from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  EARLIER_COMMIT,
  ENTITY_REF,
  sampleChange,
  sampleEnvironment,
  samplePlan,
} from '../../__testUtils__/samples';
import { RollBackDialog } from './RollBackDialog';

const OLDER_COMMIT = 'e'.repeat(40);
const CHANGES = [
  sampleChange(),
  sampleChange({
    commit: EARLIER_COMMIT,
    current: false,
    message: 'Promote 1',
  }),
  sampleChange({ commit: OLDER_COMMIT, current: false, message: 'Promote 0' }),
];
const ORDERS = {
  entityRef: 'component:default/orders',
  environment: 'staging',
  owners: ['group:default/orders-team'],
  files: ['base/deployment.yaml'],
};

async function renderDialog(
  plan: Partial<PromotionPlan> = {},
  changes = CHANGES,
  environment: Partial<Environment> = {},
) {
  const api = {
    changes: async () => changes,
    planRollback: jest.fn(async () => samplePlan(plan)),
    rollBack: jest.fn(async () => samplePlan(plan)),
  };
  const onClose = jest.fn();
  renderInScope(
    <RollBackDialog
      environment={sampleEnvironment(environment)}
      onClose={onClose}
    />,
    gitopsApiMock(api),
  );
  const dialog = within(await screen.findByRole('dialog'));
  return { api, dialog, onClose };
}

const target = (
  commit: string,
  restore: 'image' | 'imageAndConfiguration',
) => ({
  entityRef: ENTITY_REF,
  environment: 'production',
  commit,
  restore,
});

describe('RollBackDialog', () => {
  it('restores the change before with its configuration, for a reason', async () => {
    const { api, dialog, onClose } = await renderDialog();
    expect(await dialog.findByRole('deletion')).toHaveTextContent(
      '-tag: 1.5.0',
    );
    const confirm = dialog.getByRole('button', { name: 'Roll back' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /reason/i }),
      'Checkout fails',
    );
    await userEvent.click(confirm);

    await waitFor(() => expect(onClose).toHaveBeenCalled());
    const expected = target(EARLIER_COMMIT, 'imageAndConfiguration');
    expect(api.planRollback).toHaveBeenCalledWith(expected);
    expect(api.rollBack).toHaveBeenCalledWith(expected, {
      reason: 'Checkout fails',
      reject: false,
    });
  });

  it('restores the image of an older state alone, and rejects what runs', async () => {
    const { api, dialog } = await renderDialog();
    await userEvent.click(
      await dialog.findByRole('button', { name: /Earlier state/ }),
    );
    await userEvent.click(screen.getByRole('option', { name: /Promote 0$/ }));
    await userEvent.click(dialog.getByRole('radio', { name: /^Image alone/ }));
    await userEvent.click(
      dialog.getByRole('checkbox', { name: /^Also reject 1\.4\.2/ }),
    );
    expect(
      await dialog.findByText(/^1\.4\.2 is promoted nowhere/),
    ).toBeVisible();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /reason/i }),
      'Bad',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Roll back' }));

    await waitFor(() =>
      expect(api.rollBack).toHaveBeenCalledWith(target(OLDER_COMMIT, 'image'), {
        reason: 'Bad',
        reject: true,
      }),
    );
    expect(api.planRollback).toHaveBeenLastCalledWith(
      target(OLDER_COMMIT, 'image'),
    );
  });

  it('says what it cannot restore, who else is affected, and what follows', async () => {
    const { dialog } = await renderDialog({
      warnings: ['base/ has changed since and stays.'],
      affects: [ORDERS],
    });
    expect(
      await dialog.findByText('base/ has changed since and stays.'),
    ).toBeVisible();
    const others = within(
      dialog.getByRole('list', { name: 'Who else is affected' }),
    );
    expect(others.getByRole('listitem')).toHaveTextContent(
      'orders, staging (owned by orders-team)base/deployment.yaml',
    );
    expect(
      within(dialog.getByRole('list', { name: 'What follows' })).getByText(
        /^Automation is held on production/,
      ),
    ).toBeVisible();
  });

  it('says so where there is nothing to restore', async () => {
    const { dialog } = await renderDialog({}, [sampleChange()]);
    expect(
      await dialog.findByText(/holds no earlier content of production/),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Roll back' })).toBeDisabled();
  });
});
