import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import type { ApplyOutcome } from '@backstage-gitops/plugin-gitops-node';
import type {
  DriftedObject,
  ReconciliationStep,
} from '@backstage-gitops/policy';

/** Objects that one sentence names. */
const NAMED = 5;

const DONE = {
  sync: 'was made as Git has it',
  heal: 'drifted and was put back',
  revert: 'was put back by hand',
} as const;

const ASKED = {
  sync: 'is being made as Git has it by its engine',
  heal: 'drifted and its engine was asked to put it back',
  revert: 'is being put back by its engine, as somebody asked',
} as const;

/** What a write came to, once it was not too late. */
export type WriteOutcome = Exclude<ApplyOutcome, { status: 'stale' }>;

/** Objects that a write changed, or that its engine is about to change. */
export function changedBy(
  outcome: WriteOutcome,
  touched: DriftedObject[],
): DriftedObject[] {
  if (outcome.status === 'asked') return touched;
  const unchanged = new Set(
    outcome.objects.flatMap(({ id, status }) =>
      status === 'unchanged' ? [id] : [],
    ),
  );
  return touched.filter(({ id }) => !unchanged.has(id));
}

/** Why objects are not as Git has them after a write. */
export function problemsOf(outcome: WriteOutcome): string[] {
  if (outcome.status === 'asked') return [];
  const reasons = outcome.objects.flatMap(object =>
    object.status === 'refused' || object.status === 'failed'
      ? [`${nameOf(object.id)}: ${object.reason}`]
      : [],
  );
  return outcome.status === 'failed' && reasons.length === 0
    ? [outcome.reason]
    : reasons;
}

/** The kind and name of an object, by its id. */
function nameOf(id: string): string {
  const [, kind, , ...name] = id.split('/');
  return `${kind} ${name.join('/')}`;
}

function describeObject({ id, paths, managers }: DriftedObject): string {
  const fields = paths.filter(path => path !== '').join(', ');
  const by = managers.length > 0 ? ` (changed by ${managers.join(', ')})` : '';
  return `${nameOf(id)}${fields && ` ${fields}`}${by}`;
}

/**
 * What the history says of a write; undefined where nothing came of it: a commit that changed nothing in the cluster is no
 * event.
 */
export function describeWrite(options: {
  environment: string;
  cause: Extract<ReconciliationStep, { kind: 'write' }>['cause'];
  touched: DriftedObject[];
  outcome: WriteOutcome;
}): Pick<HistoryEntry, 'kind' | 'summary'> | undefined {
  const { environment, cause, touched, outcome } = options;
  const kind = cause === 'sync' ? 'synced' : 'reverted';
  const problems = problemsOf(outcome);
  if (problems.length > 0) {
    return {
      kind,
      summary: `${environment} could not be made as Git has it: ${problems.join(
        ' ',
      )}`,
    };
  }
  const changed = changedBy(outcome, touched);
  if (changed.length === 0) return undefined;
  const done = outcome.status === 'asked' ? ASKED : DONE;
  const more = changed.length - NAMED;
  const named = changed.slice(0, NAMED).map(describeObject).join('; ');
  return {
    kind,
    summary: `${environment} ${done[cause]}: ${named}${
      more > 0 ? `; and ${more} more` : ''
    }.`,
  };
}
