import type { MergeRequestSchema } from '@gitbeaker/rest';
import { z } from 'zod';
import { type Activity, readActivities } from './activity';
import { ask } from './ask';
import { PAGE } from './connect';
import type { Place } from './Place';
import { isOfProject } from './toPullRequest';
import { listVersions } from './versions';

/** How many pages of pushes are searched. */
const PAGES = 5;

/** Who pushed what, as GitLab notes it; a push of more than three branches names none of them. */
const pushes = z.array(
  z.object({
    author_username: z.string(),
    push_data: z.object({
      ref_type: z.string(),
      ref: z.string().nullable(),
      commit_from: z.string().nullable(),
      commit_to: z.string().nullable(),
    }),
  }),
);

type Push = z.output<typeof pushes>[number];

function isPushOf({ push_data: push }: Push, pull: MergeRequestSchema) {
  return (
    push.ref_type === 'branch' &&
    push.ref === pull.source_branch &&
    push.commit_to === pull.sha
  );
}

/** The newest pushes to a project, as many as name the heads of some merge requests. */
async function findPushes(
  place: Place,
  pulls: MergeRequestSchema[],
): Promise<Push[]> {
  const found: Push[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const read = await ask(
      `read who pushed to ${place.project}`,
      place.rest.Events.all({
        projectId: place.project,
        action: 'pushed',
        page,
        perPage: PAGE,
      }).then(events => pushes.parse(events)),
    );
    found.push(...read);
    const isComplete = pulls.every(pull =>
      found.some(push => isPushOf(push, pull)),
    );
    if (isComplete || read.length < PAGE) break;
  }
  return found;
}

/** The push that made the head of a merge request what it is, where GitLab has noted it. */
export async function findPush(
  place: Place,
  pull: MergeRequestSchema,
): Promise<{ by: string; from: string | undefined } | undefined> {
  const push = (await findPushes(place, [pull])).find(one =>
    isPushOf(one, pull),
  );
  return (
    push && {
      by: push.author_username,
      from: push.push_data.commit_from ?? undefined,
    }
  );
}

/**
 * Who pushed the newest head, by the note that GitLab leaves in the merge request: it is of that head where it is not
 * older than the head's version.
 */
async function pusherByNote(
  place: Place,
  { iid }: MergeRequestSchema,
  activity: Activity | undefined,
): Promise<string | undefined> {
  const note = activity?.acts.findLast(({ kind }) => kind === 'pushed');
  if (!note) return undefined;
  const version = (await listVersions(place, iid)).at(-1);
  if (!version) return undefined;
  // Notes have whole seconds.
  const second = Math.floor(Date.parse(version.at) / 1_000) * 1_000;
  return Date.parse(note.at) >= second ? note.by.username : undefined;
}

/**
 * Who pushed the head of each merge request, by number. What a commit says of itself is not asked: anybody can write that.
 */
export async function readPushers(
  place: Place,
  pulls: MergeRequestSchema[],
  activities?: ReadonlyMap<number, Activity>,
): Promise<Map<number, string>> {
  const own = pulls.filter(isOfProject);
  const pushers = new Map<number, string>();
  if (own.length === 0) return pushers;
  const found = await findPushes(place, own);
  for (const pull of own) {
    const push = found.find(one => isPushOf(one, pull));
    if (push) pushers.set(pull.iid, push.author_username);
  }
  const unnamed = own.filter(({ iid }) => !pushers.has(iid));
  if (unnamed.length === 0) return pushers;
  const known =
    activities ??
    (await readActivities(
      place,
      unnamed.map(({ iid }) => iid),
    ));
  for (const pull of unnamed) {
    const pusher = await pusherByNote(place, pull, known.get(pull.iid));
    if (pusher) pushers.set(pull.iid, pusher);
  }
  return pushers;
}
