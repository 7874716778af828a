import { z } from 'zod';
import { type Answer, ok } from '../Answer';
import type { MergeQueues } from '../mergeQueue';
import { type Links, nodeId } from '../present/links';
import type { Account, State } from '../state';
import { execute, FieldRefusal, type GraphObject } from './execute';
import { mutationObject } from './mutations';
import { parseDocument, SyntaxRefusal } from './parseDocument';
import { pullObject } from './pullObject';
import { validateDocument } from './validateDocument';

/** Who asks, and what there is. */
export interface GraphqlCall {
  links: Links;
  state: State;
  queues: MergeQueues;
  by: Account;
}

/** What clients send. */
export const graphqlRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
});

export type GraphqlRequest = z.output<typeof graphqlRequest>;

function queryObject({ links, state }: GraphqlCall): GraphObject {
  return {
    __typename: 'Query',
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = state.repository(owner, name);
      if (!repository) {
        throw new FieldRefusal(
          'NOT_FOUND',
          `Could not resolve to a Repository with the name '${owner}/${name}'.`,
        );
      }
      return {
        __typename: 'Repository',
        id: nodeId('Repository', repository.id),
        pullRequest: ({ number }: { number: number }) => {
          const pull = repository.pulls.find(one => one.number === number);
          if (pull) return pullObject(links, repository, pull);
          throw new FieldRefusal(
            'NOT_FOUND',
            `Could not resolve to a PullRequest with the number of ${number}.`,
          );
        },
      };
    },
  };
}

/** Answers what somebody asks by GraphQL. A document that the host would refuse is refused, and not guessed at. */
export async function answerGraphql(
  call: GraphqlCall,
  { query, variables }: GraphqlRequest,
): Promise<Answer> {
  try {
    const document = parseDocument(query);
    const errors = validateDocument(document, variables);
    if (errors.length > 0) return ok({ errors });
    const root =
      document.operation === 'query' ? queryObject(call) : mutationObject(call);
    return ok(await execute(document, variables, root));
  } catch (error) {
    if (!(error instanceof SyntaxRefusal)) throw error;
    return ok({ errors: [{ message: error.message }] });
  }
}
