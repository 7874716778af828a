import { buildSchema, graphql } from 'graphql';
import { z } from 'zod';
import { type Answer, ok } from '../standIn/Answer';
import type { Account, State, StoredMergeRequest, StoredNote } from './state';

/** As much of GitLab's schema as anybody asks for, with its own names and types. */
const SCHEMA = buildSchema(`
  scalar Time
  enum NotesFilterType { ALL_NOTES ONLY_COMMENTS ONLY_ACTIVITY }
  enum MergeRequestReviewState {
    UNREVIEWED REVIEWED REQUESTED_CHANGES APPROVED UNAPPROVED REVIEW_STARTED
  }
  type UserMergeRequestInteraction { reviewState: MergeRequestReviewState }
  type UserCore { username: String! bot: Boolean! }
  type MergeRequestReviewer {
    username: String!
    bot: Boolean!
    mergeRequestInteraction: UserMergeRequestInteraction
  }
  type Note { body: String! system: Boolean! createdAt: Time! author: UserCore }
  type UserCoreConnection { nodes: [UserCore] }
  type MergeRequestReviewerConnection { nodes: [MergeRequestReviewer] }
  type NoteConnection { nodes: [Note] }
  type MergeRequest {
    iid: String!
    approvedBy: UserCoreConnection
    reviewers: MergeRequestReviewerConnection
    notes(filter: NotesFilterType, first: Int, last: Int): NoteConnection!
  }
  type MergeRequestConnection { nodes: [MergeRequest] }
  type Project {
    fullPath: ID!
    mergeRequests(iids: [String!]): MergeRequestConnection
  }
  type Query { project(fullPath: ID!): Project }
`);

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
});

const user = ({ login, isBot }: Account) => ({ username: login, bot: isBot });

const note = ({ body, isSystem, at, by }: StoredNote) => ({
  body,
  system: isSystem,
  // Whole seconds.
  createdAt: at.replace(/\.\d+/, ''),
  author: user(by),
});

function mergeRequest(found: StoredMergeRequest) {
  return {
    iid: String(found.iid),
    approvedBy: { nodes: found.approvals.map(({ by }) => user(by)) },
    reviewers: {
      nodes: [...found.reviewers].map(([account, reviewState]) => ({
        ...user(account),
        mergeRequestInteraction: { reviewState },
      })),
    },
    notes({ filter, last = 100 }: { filter?: string; last?: number }) {
      const wanted = found.notes.filter(
        ({ isSystem }) =>
          ![isSystem ? 'ONLY_COMMENTS' : 'ONLY_ACTIVITY'].includes(
            filter ?? 'ALL_NOTES',
          ),
      );
      return { nodes: wanted.slice(-Math.min(last, 100)).map(note) };
    },
  };
}

/** Answers a query of GraphQL from the same state as the other API. */
export async function answerGraphql(
  state: State,
  body: unknown,
): Promise<Answer> {
  const { query, variables } = request.parse(body);
  const rootValue = {
    project({ fullPath }: { fullPath: string }) {
      const project = state.projects.find(({ path }) => path === fullPath);
      return (
        project && {
          fullPath,
          mergeRequests: ({ iids }: { iids?: string[] }) => ({
            nodes: project.mergeRequests
              .filter(({ iid }) => !iids || iids.includes(String(iid)))
              .reverse()
              .map(mergeRequest),
          }),
        }
      );
    },
  };
  return ok(await graphql(SCHEMA, query, rootValue, {}, variables));
}
