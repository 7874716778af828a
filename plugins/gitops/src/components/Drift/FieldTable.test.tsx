import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FieldDrift } from '@backstage-gitops/plugin-gitops-common';
import { sampleField } from '../../__testUtils__/samples';
import { FieldTable } from './FieldTable';

async function renderFields(...fields: Array<Partial<FieldDrift>>) {
  renderInTestApp(
    <FieldTable label="Drift" fields={fields.map(sampleField)} />,
  );
  const table = await screen.findByRole('table', { name: 'Drift' });
  const [, ...rows] = within(table).getAllByRole('row');
  return rows.map(row => within(row));
}

const cellsOf = (row: Awaited<ReturnType<typeof renderFields>>[number]) =>
  row.getAllByRole('cell').map(({ textContent }) => textContent);

describe('FieldTable', () => {
  it('says what Git has, what the cluster has, and who made it so', async () => {
    const [changed, added] = await renderFields(
      {},
      {
        path: '/metadata/labels/debug',
        kind: 'Added',
        git: undefined,
        cluster: '"true"',
        by: [],
      },
    );
    expect(
      changed.getByRole('rowheader', { name: '/spec/replicas' }),
    ).toBeVisible();
    expect(cellsOf(changed)).toEqual([
      '2',
      '5',
      'kubectl-edit (Update)',
      expect.stringMatching(/ago$|^in /),
      'Changed',
    ]);
    expect(cellsOf(added)).toEqual([
      'not set',
      '"true"',
      'Not recorded',
      'Not recorded',
      'Added',
    ]);
  });

  it('gives the exact time on demand', async () => {
    const [row] = await renderFields({});
    const time = row.getByText(/ago$|^in /);
    expect(time).toHaveAttribute('dateTime', '2026-11-20T10:00:00.000Z');
    expect(time).toHaveAttribute('title', expect.stringContaining('2026'));
  });

  it('names all who hold a field', async () => {
    const [row] = await renderFields({
      by: [
        { manager: 'kubectl-edit', operation: 'Update' },
        { manager: 'hpa', operation: 'Apply' },
      ],
    });
    expect(
      row.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([
      'kubectl-edit (Update)',
      'hpa (Apply)',
      'Not recorded',
      'Not recorded',
    ]);
  });

  it('opens a long value on demand', async () => {
    const [row] = await renderFields({
      git: undefined,
      cluster: 'first: 1\nsecond: 2\nthird: 3\n',
    });
    const whole = row.getByText(/third: 3/);
    expect(whole).not.toBeVisible();
    await userEvent.click(row.getByText('(3 lines)'));
    expect(whole).toBeVisible();
  });

  it('compares texts line by line', async () => {
    const [row] = await renderFields({
      git: 'debug: false\nport: 80\n',
      cluster: 'debug: true\nport: 80\n',
    });
    expect(row.getByRole('deletion')).toHaveTextContent('-debug: false');
    expect(row.getByRole('insertion')).toHaveTextContent('+debug: true');
    expect(row.getByText(/- Git, \+ Cluster/)).toBeVisible();
  });

  it('speaks of the whole object where no field is named', async () => {
    const [row] = await renderFields({ path: '', cluster: undefined });
    expect(
      row.getByRole('rowheader', { name: 'The whole object' }),
    ).toBeVisible();
  });
});
