import type { Violation } from '@backstage-gitops/plugin-gitops-common';
import { type Services } from '../promotions/services';
import type { StoredRevert } from '../store/RevertStore';
import type { StoredViolation } from '../store/ViolationStore';

function violationView(
  violation: StoredViolation,
  revert: StoredRevert | undefined,
): Violation {
  const { commit, commitUrl, at, by, kind, files, reason, problem } = violation;
  return {
    commit,
    commitUrl,
    at,
    by,
    kind,
    files: files.map(({ path }) => path),
    reason: problem ? `${reason} ${problem}` : reason,
    ...(violation.pullRequest ? { pullRequest: violation.pullRequest } : {}),
    ...(revert?.pullRequest && revert.url
      ? { revert: { number: revert.pullRequest, url: revert.url } }
      : {}),
  };
}

/** The violations of a pipeline that stand, by environment, newest first. */
export async function loadViolations(
  { violations, reverts }: Services,
  entityRef: string,
): Promise<Map<string, Violation[]>> {
  const open = await violations.open({ entityRef });
  const proposed = open.length > 0 ? await reverts.proposed(entityRef) : [];
  const shown = new Map<string, Violation[]>();
  for (const violation of open) {
    const revert = proposed.find(
      ({ repository, branch, commit }) =>
        repository === violation.repository &&
        branch === violation.branch &&
        commit === violation.commit,
    );
    const view = violationView(violation, revert);
    const others = shown.get(violation.environment) ?? [];
    shown.set(violation.environment, [...others, view]);
  }
  return shown;
}
