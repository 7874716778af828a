import type { ReleaseFacts } from '@backstage-gitops/policy';
import type { StoredDecision } from '../store/DecisionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { releaseSubject } from '../decisions/subjects';
import { triggersOf } from './origins';

/** A stored release as decisions see it. */
export function toReleaseFacts(
  release: StoredRelease,
  rejections: StoredDecision[],
): ReleaseFacts {
  const subject = releaseSubject(release.entityRef, release.id);
  const rejection = rejections.find(one => one.subject === subject);
  return {
    id: release.id,
    version: release.version,
    ...triggersOf(release.origins),
    mutable: release.images.some(({ digest }) => digest === undefined),
    announcedAt: release.announcedAt,
    sourceAuthor: release.source?.author?.entityRef,
    ...(rejection
      ? { rejected: { reason: rejection.reason, by: rejection.by } }
      : {}),
  };
}
