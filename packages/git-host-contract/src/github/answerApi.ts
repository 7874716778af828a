import type { IncomingMessage } from 'node:http';
import type { Budget } from '../standIn/Budget';
import { readJson } from '../standIn/readJson';
import { tokenOf } from '../standIn/tokens';
import { type Answer, notFound, Refusal } from './Answer';
import type { Apps } from './Apps';
import { findRoute } from './findRoute';
import type { Links } from './present/links';
import type { Account, State } from './state';

/** What the API answers from. */
export interface ApiParts {
  links: Links;
  state: State;
  budget: Budget;
  apps: Apps;
}

/** Answers a request to the API, or throws a refusal. */
export async function answerApi(
  { links, state, budget, apps }: ApiParts,
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
  const [, root, owner, name, ...steps] = path.split('/');
  const repository = state.repository(owner, name);
  const found = findRoute(method, steps.join('/'));
  // What is private is not there for those who may not see it.
  if (!by || root !== 'repos' || !repository || !found) throw notFound();
  if (budget.remaining(by) === 0) {
    throw new Refusal(403, `API rate limit exceeded for user ID ${by.id}.`);
  }
  return found.route.handle({
    links,
    state,
    by,
    repository,
    params: found.params,
    query,
    body: method === 'GET' ? undefined : await readJson(request),
  });
}
