import type { IncomingMessage } from 'node:http';
import { type Answer, ok } from '../standIn/Answer';
import { findRoute } from '../standIn/findRoute';
import { readJson } from '../standIn/readJson';
import { tokenOf } from '../standIn/tokens';
import { notFound, unauthorized } from './Answer';
import { answerGraphql } from './answerGraphql';
import type { Call, Parts, Route } from './Call';
import { presentUser } from './present/user';
import { commitRoutes } from './routes/commits';
import { hookRoutes } from './routes/hooks';
import { mergeRequestRoutes } from './routes/mergeRequests';
import { mergingRoutes } from './routes/merging';
import { reviewingRoutes } from './routes/reviewing';
import { statusRoutes } from './routes/statuses';
import type { Account } from './state';

const ROUTES: Route[] = [
  ...commitRoutes,
  ...hookRoutes,
  ...mergeRequestRoutes,
  ...mergingRoutes,
  ...reviewingRoutes,
  ...statusRoutes,
];

function listUsers({ state, links }: Parts, query: URLSearchParams): Answer {
  const found = state.accounts.filter(
    ({ login }) => login === query.get('username'),
  );
  return ok(found.map(one => presentUser(links, one)));
}

/**
 * Answers a request to one of the APIs, or throws a refusal.
 *
 * @param path - below `/api`, such as `/v4/projects/acme%2Fdeploy`
 */
export async function answerApi(
  parts: Parts,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
  by: Account | undefined,
): Promise<Answer> {
  const method = request.method ?? '';
  if (tokenOf(request) && !by) throw unauthorized();
  if (path === '/graphql') {
    if (!by) throw unauthorized();
    return answerGraphql(parts.state, await readJson(request));
  }
  const [, , root, id, ...steps] = path.split('/');
  if (root === 'users' && id === undefined) return listUsers(parts, query);
  const project = parts.state.project(decodeURIComponent(id ?? ''));
  // What is private is not there for those who may not see it.
  if (!by || root !== 'projects' || !project) throw notFound('Project');
  const found = findRoute(ROUTES, method, steps.join('/'));
  if (!found) throw notFound();
  const call: Call = {
    ...parts,
    by,
    project,
    params: found.params,
    query,
    body: method === 'GET' ? undefined : await readJson(request),
  };
  return found.route.handle(call);
}
