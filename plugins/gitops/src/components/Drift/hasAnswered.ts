import type { DriftReport } from '@backstage-gitops/plugin-gitops-common';
import type { ReconcileRequest } from '../../api/GitOpsApi';

/** Something asked of the engine, with the report as it was then. */
export interface AskedReconciliation {
  request: ReconcileRequest;
  before: DriftReport;
}

/**
 * Whether a report shows that the engine did what it was asked: looked again, or wrote something. What is said
 * meanwhile ("2 objects are being put back") is no answer yet.
 */
export function hasAnswered(
  { request, before }: AskedReconciliation,
  now: DriftReport,
): boolean {
  if (request.action === 'refresh') {
    return now.state.asOf !== before.state.asOf;
  }
  return (
    now.state.sync !== 'Progressing' &&
    verdicts(now, request.objects) !== verdicts(before, request.objects)
  );
}

/** How the objects compare with Git, as a text that is the same for the same. */
function verdicts({ objects }: DriftReport, ids?: string[]): string {
  return JSON.stringify(
    objects
      .filter(({ id }) => ids === undefined || ids.includes(id))
      .map(({ id, sync, fields, problem }) => [
        id,
        sync,
        problem,
        fields.map(({ path, kind, cluster }) => [path, kind, cluster]),
      ]),
  );
}
