import { findRoute } from '../standIn/findRoute';
import { type Answer, notFound, Refusal } from './Answer';
import type { Call, RepositoryRoute } from './Call';
import { administrationRoutes } from './routes/administration';
import { commitRoutes } from './routes/commits';
import { conversationRoutes } from './routes/conversation';
import { mergingRoutes } from './routes/merging';
import { pullRoutes } from './routes/pulls';
import { reviewRoutes } from './routes/reviews';
import { settingsRoutes } from './routes/settings';
import * as shapes from './shapes';
import { type GiteaAccount, roleOf } from './state';

const REPOSITORY_ROUTES: RepositoryRoute[] = [
  ...commitRoutes,
  ...conversationRoutes,
  ...mergingRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...settingsRoutes,
];

/** What the API answers from. */
export type ApiParts = Pick<Call, 'web' | 'state' | 'createGit'>;

/** A request to the API. */
export interface ApiRequest {
  method: string;
  /** Below the address of the API, without a slash at its beginning. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  /** Was anything shown to say who it is? */
  isSigned: boolean;
  by: GiteaAccount | undefined;
}

async function route(parts: ApiParts, request: ApiRequest) {
  const { method, path, query, body, by, isSigned } = request;
  if (!by) {
    throw isSigned
      ? new Refusal(401, 'invalid username, password or token')
      : notFound();
  }
  const call = { ...parts, by, query, body };
  const general = findRoute(administrationRoutes, method, path);
  if (general) {
    const { route: found, params } = general;
    return { found, answer: await found.handle({ ...call, params }) };
  }
  const [root, owner, name, ...steps] = path.split('/');
  const repository = parts.state.repository(owner, name);
  const special = findRoute(REPOSITORY_ROUTES, method, steps.join('/'));
  // What is private is not there for those who may not see it.
  if (root !== 'repos' || !repository || !special) throw notFound();
  if (roleOf(repository, by) === 'none') throw notFound();
  const { route: found, params } = special;
  const answer = await found.handle({ ...call, repository, params });
  return { found, answer };
}

/** Answers a request to the API; a refusal is an answer. One that Gitea would not give is an error. */
export async function answerApi(
  parts: ApiParts,
  request: ApiRequest,
): Promise<Answer> {
  try {
    const { found, answer } = await route(parts, request);
    found.shape.parse(answer.body);
    return answer;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const answer = error.answer(parts.web);
    (error.details ? shapes.conflict : shapes.refusal).parse(answer.body);
    return answer;
  }
}
