import { buffer, text } from 'node:stream/consumers';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { exportHistory, exportName } from './exportHistory';

const entry = (changes: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: '1',
  at: '2026-03-02T12:00:00.000Z',
  kind: 'held',
  by: { name: 'dana', entityRef: 'user:default/dana' },
  summary: 'Automation of dev is held.',
  ...changes,
});

async function* stream(...entries: HistoryEntry[]) {
  yield* entries;
}

// As bytes: a decoder would take the mark at the start away.
const csv = async (...entries: HistoryEntry[]) =>
  (await buffer(exportHistory(stream(...entries), 'csv'))).toString();

describe('exportHistory', () => {
  it('writes one entry a line as JSON, whole', async () => {
    const entries = [entry(), entry({ id: '2', reason: '=1+1\n"two" lines' })];
    const lines = (await text(exportHistory(stream(...entries), 'jsonl')))
      .trimEnd()
      .split('\n');
    expect(lines.map(line => JSON.parse(line))).toEqual(entries);
  });

  it('writes a table with a head, that tells gates and approvals', async () => {
    const [head, line] = (
      await csv(
        entry({
          gates: [
            { name: 'freeze', status: 'passed', reason: 'Nothing is frozen.' },
          ],
          policyCommit: 'abc',
          approvals: [
            {
              by: { name: 'otto', entityRef: 'user:default/otto' },
              via: 'host',
              at: '2026-03-02T11:00:00.000Z',
              status: 'ignored',
              reason: 'is not among sre',
            },
          ],
        }),
      )
    ).split('\r\n');
    expect(head).toBe(
      '\uFEFFid,at,kind,environment,by,byEntityRef,byLogin,summary,reason,version,release,promotion,commit,commitUrl,policyCommit,gates,approvals',
    );
    expect(line).toBe(
      '1,2026-03-02T12:00:00.000Z,held,,dana,user:default/dana,,Automation of dev is held.,,,,,,,abc,freeze passed: Nothing is frozen.,user:default/otto by host ignored: is not among sre',
    );
  });

  it.each([
    '=HYPERLINK("https://evil.example")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
  ])('lets a spreadsheet run nothing: %j', async reason => {
    const table = await csv(entry({ reason, summary: 'harmless' }));
    expect(table).not.toContain(`harmless,${reason}`);
    expect(table).toMatch(/harmless,"?'/);
  });

  it('keeps a cell of several lines and with quotes in one cell', async () => {
    expect(await csv(entry({ reason: 'one\ntwo, "three"' }))).toContain(
      ',"one\ntwo, ""three""",',
    );
  });

  it('writes the head alone where nothing happened', async () => {
    expect((await csv()).trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('fails where reading fails, and does not end as if it were whole', async () => {
    async function* broken() {
      yield entry();
      throw new Error('the database is away');
    }
    await expect(text(exportHistory(broken(), 'csv'))).rejects.toThrow('away');
    await expect(text(exportHistory(broken(), 'jsonl'))).rejects.toThrow(
      'away',
    );
  });
});

describe('exportName', () => {
  it.each([
    ['component:default/payments', 'history-component-default-payments.csv'],
    ['component:default/a"b\r\nc', 'history-component-default-a-b-c.csv'],
    ['component:default/../x', 'history-component-default-..-x.csv'],
  ])('%j is safe', (entityRef, name) => {
    expect(exportName(entityRef, 'csv')).toBe(name);
  });
});
