import { ConflictError, NotFoundError } from '@backstage/errors';
import { personOf } from '../decisions/Decisions';
import type { Services } from '../promotions/services';
import type { EnvironmentKey } from '../store/EnvironmentStore';

/**
 * Lets a violation stand: what it left is as it should be from now on, and is not proposed to be taken back.
 *
 * @throws NotFoundError where the commit is no violation, ConflictError where that is over.
 */
export async function acceptViolation(options: {
  services: Services;
  key: EnvironmentKey;
  commit: string;
  by: string;
  reason: string;
}): Promise<void> {
  const { services, key, commit, by, reason } = options;
  const violation = await services.violations.get(key, commit);
  if (!violation) {
    throw new NotFoundError(
      `${commit.slice(0, 12)} is no violation of ${key.name}.`,
    );
  }
  if (!(await services.violations.update(violation, { status: 'accepted' }))) {
    throw new ConflictError(
      violation.status === 'accepted'
        ? 'This violation was accepted already.'
        : 'This violation is over: none of its files is as it left them any more.',
    );
  }
  await services.history.append({
    entityRef: key.entityRef,
    environment: key.name,
    key: `violationAccepted:${key.entityRef}:${key.name}:${commit}`,
    at: new Date().toISOString(),
    kind: 'violationAccepted',
    by: personOf(by),
    reason,
    commit,
    commitUrl: violation.commitUrl,
    summary: `${personOf(by).name} lets stand what ${
      violation.by.name
    } changed in ${key.name}.`,
  });
  await services.environments.wake({ ...key });
}
