import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type {
  Approval,
  Gate,
  HistoryEntry,
} from '@backstage-gitops/plugin-gitops-common';

/** What a history can be exported as. */
export type HistoryFormat = 'jsonl' | 'csv';

/** The media type of each format. */
export const MEDIA_TYPES: Record<HistoryFormat, string> = {
  jsonl: 'application/jsonl',
  csv: 'text/csv',
};

function gateText({ name, status, reason }: Gate): string {
  return `${name} ${status}: ${reason}`;
}

function approvalText({ by, via, status, reason }: Approval): string {
  return `${by.entityRef ?? by.name} by ${via} ${status}${
    reason ? `: ${reason}` : ''
  }`;
}

/** The columns of the table, in their order. */
const COLUMNS: Record<string, (entry: HistoryEntry) => string | undefined> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  kind: ({ kind }) => kind,
  environment: ({ environment }) => environment,
  by: ({ by }) => by.name,
  byEntityRef: ({ by }) => by.entityRef,
  byLogin: ({ by }) => by.login,
  summary: ({ summary }) => summary,
  reason: ({ reason }) => reason,
  version: ({ release }) => release?.version,
  release: ({ release }) => release?.id,
  promotion: ({ promotion }) => promotion,
  commit: ({ commit }) => commit,
  commitUrl: ({ commitUrl }) => commitUrl,
  policyCommit: ({ policyCommit }) => policyCommit,
  gates: ({ gates }) => gates?.map(gateText).join('\n'),
  approvals: ({ approvals }) => approvals?.map(approvalText).join('\n'),
};

async function* lines(entries: AsyncIterable<HistoryEntry>) {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

async function* rows(entries: AsyncIterable<HistoryEntry>) {
  for await (const entry of entries) {
    yield Object.values(COLUMNS).map(column => column(entry));
  }
}

/**
 * A history as a file that is never in memory as a whole.
 *
 * @remarks
 *
 * Reasons and names are what people typed: a spreadsheet would run those that begin like a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection), so they are made text. JSON is left as it is.
 */
export function exportHistory(
  entries: AsyncIterable<HistoryEntry>,
  format: HistoryFormat,
): Readable {
  if (format === 'jsonl') return Readable.from(lines(entries));
  const table = stringify({
    columns: Object.keys(COLUMNS),
    header: true,
    bom: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    escape_formulas: true,
  });
  const source = Readable.from(rows(entries));
  source.on('error', error => table.destroy(error));
  table.on('close', () => source.destroy());
  return source.pipe(table);
}

/** A name that is safe in a header and on every file system. */
export function exportName(entityRef: string, format: HistoryFormat): string {
  return `history-${entityRef.replace(/[^a-zA-Z0-9._-]+/g, '-')}.${format}`;
}
