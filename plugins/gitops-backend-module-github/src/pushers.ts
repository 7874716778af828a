import { askOr, PAGE } from './ask';
import { at, nameOf, type Place } from './Place';

/** The head of a pull request whose branch is of the repository itself. */
export interface Head {
  branch: string;
  commit: string;
}

/** Who moved branches, the newest first; of one branch, or of all. */
async function listActivities(place: Place, branch: string | undefined) {
  const answer = await askOr(
    [404, 422],
    `read who pushed to ${branch ?? 'branches'} of ${nameOf(place)}`,
    place.rest.repos.listActivities({
      ...at(place),
      ...(branch === undefined
        ? { per_page: PAGE }
        : { ref: `refs/heads/${branch}`, per_page: 1 }),
    }),
  );
  return answer.status === 'ok' ? answer.data : [];
}

/**
 * Who pushed each of some heads. GitHub keeps that apart from what a commit says of itself, which anybody can write; an
 * Enterprise server that is out of support may not.
 *
 * The newest activities of the repository tell it of most branches in one request; the others are asked for alone.
 */
export async function pushersOf(
  place: Place,
  heads: Head[],
): Promise<Array<string | undefined>> {
  const pushers: Array<string | undefined> = [];
  const recent = heads.length > 1 ? await listActivities(place, undefined) : [];
  for (const { branch, commit } of heads) {
    const ref = `refs/heads/${branch}`;
    const newest =
      recent.find(one => one.ref === ref) ??
      (await listActivities(place, branch)).at(0);
    // Somebody may have pushed since the pull request was read.
    pushers.push(newest?.after === commit ? newest.actor?.login : undefined);
  }
  return pushers;
}
