import { ask } from './ask';
import type { Place } from './Place';

/** One state of a merge request's head, as GitLab keeps them all. */
export interface Version {
  commit: string;
  /** When GitLab had it; ISO 8601, with fractions of a second. */
  at: string;
  /** What it changes, whatever it is based on; some servers do not say. */
  patch?: string;
}

/** The states of a merge request's head, the oldest first. */
export async function listVersions(
  place: Place,
  number: number,
): Promise<Version[]> {
  const versions = await ask(
    `read the versions of merge request !${number} of ${place.project}`,
    place.rest.MergeRequests.allDiffVersions(place.project, number),
  );
  return versions
    .map(({ head_commit_sha, created_at, patch_id_sha }) => ({
      commit: head_commit_sha,
      at: created_at,
      ...(typeof patch_id_sha === 'string' ? { patch: patch_id_sha } : {}),
    }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
