import { setTimeout as delay } from 'node:timers/promises';
import type { MergeOutcome } from '@backstage-gitops/plugin-gitops-node';
import { ask, askOr } from './ask';
import { RetryableHostError } from './errors';
import type { Place } from './Place';
import { findPush } from './pushers';
import { listVersions, type Version } from './versions';

/** How often it is looked whether GitLab is done, a second apart. */
const LOOKS = 20;

/** May not push to the branch, and somebody else rebases it. */
const REFUSALS = [403, 409];

export type RebaseOutcome =
  | { status: 'rebased'; headCommit: string }
  | Exclude<MergeOutcome, { status: 'merged' | 'queued' }>;

/** Do two heads change the same, whatever they are based on? What GitLab does not tell is not the same. */
function changesTheSame(
  versions: Version[],
  one: string,
  other: string,
): boolean {
  const patchOf = (commit: string) =>
    versions.findLast(version => version.commit === commit)?.patch;
  const patch = patchOf(one);
  return patch !== undefined && patch === patchOf(other);
}

/**
 * Lets GitLab put the commits of a merge request on top of its base, where the project asks for a straight history. The
 * head that comes out is the judged one still only if our own account moved the branch there straight from the judged one,
 * and it changes the same: somebody may have pushed meanwhile.
 */
export async function rebasePull(
  place: Place,
  { number, headCommit }: { number: number; headCommit: string },
): Promise<RebaseOutcome> {
  const what = `rebase merge request !${number} of ${place.project}`;
  const { MergeRequests } = place.rest;
  const asked = await askOr(
    REFUSALS,
    what,
    MergeRequests.rebase(place.project, number),
  );
  if (asked.status === 'refused') {
    return {
      status: 'notReady',
      reason: `It must be rebased first, and GitLab says: ${asked.message}`,
    };
  }
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const pull = await ask(
      what,
      MergeRequests.show(place.project, number, {
        includeRebaseInProgress: true,
      }),
    );
    const { rebase_in_progress: isGoing, merge_error: error, sha } = pull;
    if (!isGoing && error) return { status: 'notReady', reason: error };
    const isMoved = !isGoing && sha !== headCommit;
    const push = isMoved ? await findPush(place, pull) : undefined;
    const versions = push ? await listVersions(place, number) : [];
    if (push && versions.some(({ commit }) => commit === sha)) {
      const isSame =
        push.by === place.bot &&
        push.from === headCommit &&
        changesTheSame(versions, headCommit, sha);
      return { status: isSame ? 'rebased' : 'headMoved', headCommit: sha };
    }
    await delay(place.patience.second);
  }
  throw new RetryableHostError(`GitLab could not ${what}: it is not done yet`);
}
