import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import type { Workplace } from '../promotions/Workplace';
import type { StoredViolation } from '../store/ViolationStore';
import { violationNotice } from '../notifications/violationNotice';

/** What is known of a violation where it is found. */
export type FoundViolation = Pick<
  StoredViolation,
  'commit' | 'at' | 'by' | 'kind' | 'files' | 'reason' | 'pullRequest'
>;

/**
 * Writes a violation down, tells it in the history, and tells those who own the environment: each once, however often it is
 * found.
 *
 * @param told - what the history says besides.
 */
export async function recordViolation(
  place: Workplace,
  found: FoundViolation,
  told: Pick<
    HistoryEntry,
    'promotion' | 'policyCommit' | 'gates' | 'approvals'
  > = {},
): Promise<void> {
  const { services, key, environment, hosted } = place;
  const { host, repository } = hosted;
  const commitUrl = host.commitUrl(repository, found.commit);
  await services.violations.add({
    ...found,
    entityRef: key.entityRef,
    environment: key.name,
    repository,
    branch: environment.place.branch,
    commitUrl,
    status: 'open',
  });
  await services.history.append({
    ...told,
    entityRef: key.entityRef,
    environment: key.name,
    key: `violation:${key.entityRef}:${key.name}:${found.commit}`,
    at: found.at,
    kind: 'violation',
    by: found.by,
    commit: found.commit,
    commitUrl,
    summary: found.reason,
  });
  if (services.config.notifications === 'on') {
    await services.outbox.add(
      violationNotice(place, found, new Date().toISOString()),
    );
  }
}
