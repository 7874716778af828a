import { InputError } from '@backstage/errors';
import type { Announcement } from '../releases/announceRelease';
import type { Announcing } from './Announcing';
import { isSameRepository } from './mayAnnounce';

/**
 * What is announced, with the commit that a token names where the announcement names none.
 *
 * @throws InputError where it names a source in another repository: who wrote the commit may not approve, and CI of one
 * repository knows nothing of the authors of another.
 */
export function completeSource(
  announcing: Announcing,
  announcement: Announcement,
): Announcement {
  if (announcing.kind === 'secret') return announcement;
  const { repository, commit } = announcing.job;
  const { source = { repository, commit } } = announcement;
  if (isSameRepository(source.repository, repository)) {
    return { ...announcement, source };
  }
  throw new InputError(
    `The source of this release is said to be in ${source.repository}, and CI that announces it is of ${repository}; leave the source out, or name a commit of that repository.`,
  );
}
