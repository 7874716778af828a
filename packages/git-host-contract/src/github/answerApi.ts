import type { IncomingMessage } from 'node:http';
import type { Budget } from '../standIn/Budget';
import { readJson } from '../standIn/readJson';
import { tokenOf } from '../standIn/tokens';
import { type Answer, notFound, ok, Refusal } from './Answer';
import type { Apps } from './Apps';
import { findRoute } from './findRoute';
import { answerGraphql, graphqlRequest } from './graphql/answerGraphql';
import type { MergeQueues } from './mergeQueue';
import type { Links } from './present/links';
import type { Account, State } from './state';
import type { Webhooks } from './Webhooks';

/** Where questions in GraphQL are sent, as if it were below the other API. */
export const GRAPHQL = '/graphql';

/** What the API answers from. */
export interface ApiParts {
  links: Links;
  state: State;
  budgets: { core: Budget; graphql: Budget };
  apps: Apps;
  queues: MergeQueues;
  webhooks: Webhooks;
}

/** Answers a request to the API, or throws a refusal. */
export async function answerApi(
  { links, state, budgets, apps, queues, webhooks }: ApiParts,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
  by: Account | undefined,
): Promise<Answer> {
  const method = request.method ?? '';
  const bearer = tokenOf(request);
  if (path.startsWith('/app/')) {
    return apps.answer({ links, method, path, bearer });
  }
  if (bearer && !by) throw new Refusal(401, 'Bad credentials');
  if (path === GRAPHQL) {
    // Unlike the other API, it tells nobody anything.
    if (!by) throw new Refusal(401, 'Requires authentication');
    if (budgets.graphql.remaining(by) === 0) {
      const message = `API rate limit exceeded for user ID ${by.id}.`;
      return ok({ errors: [{ type: 'RATE_LIMITED', message }] });
    }
    const asked = graphqlRequest.safeParse(await readJson(request));
    if (!asked.success) throw new Refusal(400, 'Problems parsing JSON');
    return answerGraphql({ links, state, queues, by }, asked.data);
  }
  const [, root, owner, name, ...steps] = path.split('/');
  const repository = state.repository(owner, name);
  const found = findRoute(method, steps.join('/'));
  // What is private is not there for those who may not see it.
  if (!by || root !== 'repos' || !repository || !found) throw notFound();
  if (budgets.core.remaining(by) === 0) {
    throw new Refusal(403, `API rate limit exceeded for user ID ${by.id}.`);
  }
  return found.route.handle({
    links,
    state,
    webhooks,
    by,
    repository,
    params: found.params,
    query,
    body: method === 'GET' ? undefined : await readJson(request),
  });
}
