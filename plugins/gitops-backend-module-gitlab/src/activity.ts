import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { z } from 'zod';
import { ask } from './ask';
import type { Place } from './Place';

/**
 * What people did to some merge requests, at once. What GitLab notes by itself is a system note, which nobody can write;
 * of those the last hundred are read, so that older approvals have no time. Times are whole seconds here.
 */
const QUERY = `
  query activity($project: ID!, $numbers: [String!]) {
    project(fullPath: $project) {
      mergeRequests(iids: $numbers) {
        nodes {
          iid
          approvedBy { nodes { username bot } }
          reviewers {
            nodes { username mergeRequestInteraction { reviewState } }
          }
          activity: notes(filter: ONLY_ACTIVITY, last: 100) {
            nodes { body createdAt author { username bot } }
          }
          comments: notes(filter: ONLY_COMMENTS, last: 100) {
            nodes { createdAt author { username bot } }
          }
        }
      }
    }
  }
`;

const nodes = <T extends z.ZodType>(node: T) =>
  z.object({ nodes: z.array(node) }).transform(list => list.nodes);

const person = z.object({ username: z.string(), bot: z.boolean() });

const note = z.object({ createdAt: z.string(), author: person.nullable() });

const mergeRequest = z.object({
  iid: z.string(),
  approvedBy: nodes(person),
  reviewers: nodes(
    z.object({
      username: z.string(),
      mergeRequestInteraction: z
        .object({ reviewState: z.string().nullable() })
        .nullable(),
    }),
  ),
  activity: nodes(note.extend({ body: z.string() })),
  comments: nodes(note),
});

const answer = z.object({
  project: z.object({ mergeRequests: nodes(mergeRequest) }).nullable(),
});

/** An account of GitLab. */
export type Person = z.output<typeof person>;

/** Something that somebody did to a merge request. */
export interface Act {
  kind: 'approved' | 'unapproved' | 'requestedChanges' | 'commented' | 'pushed';
  by: Person;
  /** ISO 8601, UTC, in whole seconds. */
  at: string;
}

export interface Activity {
  /** Whose approval stands now. */
  approvers: Person[];
  /** What GitLab says of each reviewer, such as `REQUESTED_CHANGES`, by username. */
  reviewers: ReadonlyMap<string, string>;
  /** The oldest first. */
  acts: Act[];
}

/** What a system note tells of; the words are GitLab's, and those of people never stand alone or in front. */
function kindOf(body: string): Act['kind'] | undefined {
  switch (body) {
    case 'approved this merge request':
      return 'approved';
    case 'unapproved this merge request':
      return 'unapproved';
    case 'requested changes':
      return 'requestedChanges';
    default:
      return /^added \d+ commits?\n/.test(body) ? 'pushed' : undefined;
  }
}

function toActivity(found: z.output<typeof mergeRequest>): Activity {
  const acts = [
    ...found.activity.map(one => ({ ...one, kind: kindOf(one.body) })),
    ...found.comments.map(one => ({ ...one, kind: 'commented' as const })),
  ].flatMap(({ kind, author, createdAt }): Act[] =>
    kind && author ? [{ kind, by: author, at: createdAt }] : [],
  );
  return {
    approvers: found.approvedBy,
    reviewers: new Map(
      found.reviewers.map(one => [
        one.username,
        one.mergeRequestInteraction?.reviewState ?? '',
      ]),
    ),
    acts: acts.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
  };
}

/** What people did to merge requests, by number; those that there are none of are left out. At most 100 at once. */
export async function readActivities(
  place: Place,
  numbers: number[],
): Promise<Map<number, Activity>> {
  const what = `read the reviews of ${place.project}`;
  const { project } = await ask(
    what,
    place
      .query(QUERY, { project: place.project, numbers: numbers.map(String) })
      .then(data => answer.parse(data)),
  );
  if (!project) {
    throw new TerminalHostError(
      `GitLab did not ${what}: there is no such project, or the token may not see it.`,
    );
  }
  return new Map(
    project.mergeRequests.map(one => [Number(one.iid), toActivity(one)]),
  );
}
