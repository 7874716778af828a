import {
  type CommitStatus,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import type { CommitStatusSchema } from '@gitbeaker/rest';
import { ask } from './ask';
import { isCommit } from './commits';
import { Refusal, RetryableHostError, toHostError } from './errors';
import type { Place } from './Place';

/** Longest description that the port speaks of. */
const LONGEST = 140;

/** What has ended badly. The rest has not ended, or never ran: skipped jobs come after one that failed. */
const FAILED = new Set(['failed', 'canceled', 'canceling']);

/** A status, and whether a pipeline passes without it. */
export interface JobStatus extends CommitStatus {
  isOptional: boolean;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST
    ? `${characters.slice(0, LONGEST - 1).join('')}…`
    : text;
}

function stateOf(status: string): CommitStatus['state'] {
  if (status === 'success') return 'success';
  return FAILED.has(status) ? 'failure' : 'pending';
}

/** The newest status of each name; several pipelines of a commit have jobs of the same name. */
export function newestOfEach(
  statuses: Array<
    Pick<
      CommitStatusSchema,
      'id' | 'name' | 'status' | 'description' | 'allow_failure'
    >
  >,
): JobStatus[] {
  const newest = new Map<string, JobStatus>();
  for (const one of [...statuses].sort((a, b) => a.id - b.id)) {
    newest.set(one.name, {
      context: one.name,
      state: stateOf(one.status),
      description: shorten(one.description ?? ''),
      isOptional: one.allow_failure,
    });
  }
  return [...newest.values()];
}

/** Statuses that were reported and jobs of pipelines, as GitLab has them: as one list. */
export async function listJobs(
  place: Place,
  commit: string,
): Promise<JobStatus[]> {
  return newestOfEach(
    await ask(
      `read the statuses of ${commit} in ${place.project}`,
      place.rest.Commits.allStatuses(place.project, commit),
    ),
  );
}

export function toStatus({
  context,
  state,
  description,
}: JobStatus): CommitStatus {
  return { context, state, description };
}

export async function listStatuses(
  place: Place,
  commit: string,
): Promise<CommitStatus[]> {
  return (await listJobs(place, commit)).map(toStatus);
}

/**
 * Sets one status, where it is not set yet. GitLab refuses to set a state twice, and a status that waits cannot come to
 * say something else: it is cancelled, which lets nothing pass, and set anew.
 */
export async function setStatus(
  place: Place,
  commit: string,
  { context, state, description }: CommitStatus,
): Promise<void> {
  if (!isCommit(commit)) {
    throw new TerminalHostError(`"${commit}" is no commit.`);
  }
  const short = shorten(description);
  const set = (await listStatuses(place, commit)).find(
    one => one.context === context,
  );
  if (set?.state === state && set.description === short) return;
  const report = (status: 'pending' | 'success' | 'failed' | 'canceled') =>
    reportStatus(place, commit, { name: context, status, description: short });
  if (state === 'pending' && set?.state === 'pending') await report('canceled');
  await report(state === 'failure' ? 'failed' : state);
}

async function reportStatus(
  place: Place,
  commit: string,
  reported: {
    name: string;
    status: 'pending' | 'success' | 'failed' | 'canceled';
    description: string;
  },
): Promise<void> {
  const { status, ...details } = reported;
  const what = `set the status ${details.name} of ${commit} in ${place.project}`;
  try {
    await place.rest.Commits.editStatus(place.project, commit, status, details);
  } catch (error) {
    const isRace =
      error instanceof Refusal &&
      error.message.startsWith('Cannot transition status');
    throw isRace
      ? new RetryableHostError(
          `GitLab could not ${what}: somebody else sets it, too`,
        )
      : toHostError(what, error);
  }
}
