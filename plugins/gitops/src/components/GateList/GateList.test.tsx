import type { Gate } from '@backstage-gitops/plugin-gitops-common';
import { screen, within } from '@testing-library/react';
import { gitopsApiMock } from '../../__testUtils__/gitopsApiMock';
import { renderInScope } from '../../__testUtils__/renderInScope';
import { GateList } from './GateList';

const APPROVALS: Gate = {
  name: 'approvals',
  status: 'needsSomeone',
  reason: 'Waits for 2 approvals by sre; 1 given.',
  who: ['group:default/sre', 'user:default/dana', 'user:default/ravi'],
  except: [
    { entityRef: 'user:default/dana', reason: 'wrote the source commit' },
    { entityRef: 'user:default/zoe', reason: 'approved already' },
  ],
};

async function renderGates(gates: Gate[], as?: 'record') {
  renderInScope(<GateList gates={gates} as={as} />, gitopsApiMock({}));
  return within(await screen.findByRole('list', { name: 'Gates' }));
}

describe('GateList', () => {
  it('names those who can act and those who cannot, as links', async () => {
    const list = await renderGates([APPROVALS]);
    expect(
      list.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual([
      '/catalog/default/group/sre',
      '/catalog/default/user/ravi',
      '/catalog/default/user/dana',
      '/catalog/default/user/zoe',
    ]);
    expect(list.getByText(/^Can act:/)).toHaveTextContent('Can act: ravi');
    expect(list.getByText(/^Cannot act:/)).toHaveTextContent(
      'Cannot act: dana wrote the source commit; zoe approved already',
    );
  });

  it('says when a gate changes by itself, with the exact time at hand', async () => {
    const until = '2036-11-30T08:00:00.000Z';
    const list = await renderGates([
      { name: 'soak', status: 'waiting', reason: 'Soaks for 2h.', until },
    ]);
    const time = list.getByText(/^Nov 30, 2036/);
    expect(time).toHaveAttribute('datetime', until);
    expect(time).toHaveTextContent(/\(in \d+ years?\)$/);
  });

  it('records what gates said, and not what could be done then', async () => {
    const list = await renderGates([APPROVALS], 'record');
    expect(list.getByText(/2 approvals by/)).toBeVisible();
    expect(list.queryByText(/act:/)).not.toBeInTheDocument();
  });
});
