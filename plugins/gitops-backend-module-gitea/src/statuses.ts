import {
  type CommitStatus,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { isCommit } from './commits';
import { at, nameOf, type Place } from './Place';
import { anything, status } from './schemas';

/** Longest description, in characters: as short as other hosts want it. */
const LONGEST = 140;

/** What Gitea's words mean. A warning, an error and what is new do not let it merge, so they are failures. */
const STATES = new Map<string, CommitStatus['state']>([
  ['pending', 'pending'],
  ['success', 'success'],
  ['skipped', 'success'],
]);

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST
    ? `${characters.slice(0, LONGEST - 1).join('')}…`
    : text;
}

/**
 * The newest status of each context. They are read from the list of all statuses, not from the combined one: only that
 * says how many there are, in every version.
 */
export async function listStatuses(
  place: Place,
  commit: string,
): Promise<CommitStatus[]> {
  const reported = await place.client.list({
    what: `read the statuses of ${commit} in ${nameOf(place)}`,
    path: at(place, 'statuses', commit),
    query: { sort: 'highestindex' },
    answer: status,
  });
  const newest = new Map<string, CommitStatus>();
  for (const { context, status: state, description } of reported) {
    if (newest.has(context)) continue;
    newest.set(context, {
      context,
      state: STATES.get(state) ?? 'failure',
      description,
    });
  }
  return [...newest.values()];
}

/** Sets one status, where it is not set yet: each report is another one in the host's list. */
export async function setStatus(
  place: Place,
  commit: string,
  { context, state, description }: CommitStatus,
): Promise<void> {
  if (!isCommit(commit)) {
    throw new TerminalHostError(`"${commit}" is no commit.`);
  }
  const short = shorten(description);
  const isSet = (await listStatuses(place, commit)).some(
    one =>
      one.context === context &&
      one.state === state &&
      one.description === short,
  );
  if (isSet) return;
  await place.client.ask({
    what: `set the status ${context} of ${commit} in ${nameOf(place)}`,
    method: 'POST',
    path: at(place, 'statuses', commit),
    body: { context, state, description: short },
    answer: anything,
  });
}
