import type { Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import {
  sampleDecision,
  sampleEnvironment,
  samplePipeline,
} from '../../__testUtils__/samples';
import { FreezeBanner } from './FreezeBanner';
import { FreezeMenu } from './FreezeMenu';

const SYSTEM = 'system:system:default/store';
const DEV = 'environment:component/default/shop/dev';
const PRODUCTION = 'environment:component/default/shop/production';
const allowed = ['environment.freeze' as const];
const bySystem = sampleDecision({ scope: SYSTEM });
const byItself = sampleDecision({ scope: PRODUCTION, reason: 'Outage' });

const freezable = (more: Partial<Pipeline> = {}) =>
  samplePipeline({
    scopes: [SYSTEM],
    environments: [
      sampleEnvironment({ name: 'dev', allowed }),
      sampleEnvironment({ allowed }),
    ],
    ...more,
  });

async function chooseToFreeze(item: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Freeze ...' }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  return within(await screen.findByRole('dialog'));
}

describe('FreezeMenu', () => {
  it('says what stops, and freezes a system for a reason', async () => {
    const freeze = jest.fn(async () => {});
    const { refresh } = renderInScope(
      <FreezeMenu pipeline={freezable()} />,
      gitopsApiMock({ freeze }),
    );
    const dialog = await chooseToFreeze('The system store');
    expect(dialog.getByText(/nothing is promoted, merged/)).toBeVisible();
    expect(
      dialog.getByText(/every pipeline in the system store/),
    ).toBeVisible();
    expect(dialog.getAllByRole('textbox')).toHaveLength(1);
    await userEvent.type(dialog.getByRole('textbox'), 'Black Friday');
    await userEvent.click(dialog.getByRole('button', { name: 'Freeze' }));
    await waitFor(() => expect(refresh).toHaveBeenCalled());
    expect(freeze.mock.calls).toEqual([[SYSTEM, 'Black Friday']]);
  });

  it('freezes all environments, and says at which one it was refused', async () => {
    const freeze = jest
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockRejectedValue(new Error('You may not freeze production.'));
    renderInScope(
      <FreezeMenu pipeline={freezable()} />,
      gitopsApiMock({ freeze }),
    );
    const dialog = await chooseToFreeze('All environments of Shop');
    await userEvent.type(dialog.getByRole('textbox'), 'Outage');
    await userEvent.click(dialog.getByRole('button', { name: 'Freeze' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'You may not freeze production.',
    );
    expect(freeze.mock.calls.map(([scope]) => scope)).toEqual([
      DEV,
      PRODUCTION,
    ]);
  });

  it('is not there for who may not freeze', async () => {
    renderInScope(
      <>
        <p>The page</p>
        <FreezeMenu pipeline={samplePipeline({ scopes: [SYSTEM] })} />
      </>,
      gitopsApiMock({}),
    );
    await screen.findByText('The page');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('FreezeBanner', () => {
  it('shows each freeze once, with what it stops, and lifts it', async () => {
    const unfreeze = jest.fn(async () => {});
    renderInScope(
      <FreezeBanner
        pipeline={freezable({
          environments: [
            sampleEnvironment({ name: 'dev', allowed, freezes: [bySystem] }),
            sampleEnvironment({ allowed, freezes: [bySystem, byItself] }),
          ],
        })}
      />,
      gitopsApiMock({ unfreeze }),
    );
    const banner = within(await screen.findByRole('list', { name: 'Freezes' }));
    expect(
      banner.getAllByText(/^Frozen:/).map(({ textContent }) => textContent),
    ).toEqual([
      'Frozen: the system store, with dev, production',
      'Frozen: production',
    ]);
    expect(banner.getByText('Outage')).toBeVisible();
    await userEvent.click(
      banner.getByRole('button', { name: 'Unfreeze the system store' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Unfreeze' }));
    await waitFor(() => expect(unfreeze).toHaveBeenCalledWith(SYSTEM));
  });

  it('offers no lifting to who may not freeze everything it stops', async () => {
    renderInScope(
      <FreezeBanner
        pipeline={freezable({
          environments: [
            sampleEnvironment({ name: 'dev', allowed, freezes: [bySystem] }),
            sampleEnvironment({ allowed: [], freezes: [bySystem] }),
          ],
        })}
      />,
      gitopsApiMock({}),
    );
    expect(await screen.findByText(/^Frozen:/)).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
