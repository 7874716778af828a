import { IncomingMessage, ServerResponse } from 'node:http';
import { Account, User } from '../access/Account';
import { authenticate, impersonated } from '../access/authenticate';
import { Action } from '../access/Rule';
import { ClusterContext } from '../ClusterContext';
import { serveDiscovery } from '../discovery/serveDiscovery';
import { forbidden, methodNotAllowed, pageNotFound } from '../errors/failures';
import { serveOpenApi } from '../openapi/serveOpenApi';
import { Answer } from './Answer';
import { ApiRequest, Target } from './ApiRequest';
import { handleResource } from './handleResource';
import { parseTarget } from './parseTarget';
import { readBody } from './readBody';
import { sendAnswer } from './sendAnswer';
import { statusAnswer } from './statusAnswer';
import { verbOf } from './verbOf';

/** Paths that answer without a token, as on a real server. */
const OPEN_PATHS = /^\/(healthz|livez|readyz|version)(\/|$)/;

function actionOf(target: Target, verb: string): Action {
  if (target.kind === 'path') return { kind: 'path', verb, path: target.path };
  const { group, plural, subresource, namespace, name } = target;
  const isNamespace = group === '' && plural === 'namespaces';
  return {
    kind: 'resource',
    verb,
    group,
    resource: subresource === undefined ? plural : `${plural}/${subresource}`,
    // Rules inside a namespace are also about the namespace itself.
    namespace: isNamespace ? name : namespace,
    name,
  };
}

function refusal(user: User, action: Action): Error {
  if (action.kind === 'path') {
    return forbidden(
      { group: '', plural: `forbidden: User "${user.name}"` },
      `User "${user.name}" cannot ${action.verb} path "${action.path}"`,
    );
  }
  const { group, resource, namespace, name, verb } = action;
  const where =
    namespace === undefined || resource === 'namespaces'
      ? 'at the cluster scope'
      : `in the namespace "${namespace}"`;
  const [plural = ''] = resource.split('/');
  return forbidden(
    { group, plural, ...(name === undefined ? {} : { name }) },
    `User "${user.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
  );
}

function requireAllowed(context: ClusterContext, user: User, action: Action) {
  const allowed =
    context.authorizer.allows(user, action) &&
    !context.faults.forbids(user, action);
  if (!allowed) throw refusal(user, action);
}

// Who acts: the account itself, or whom it may be taken for.
function actingUser(
  context: ClusterContext,
  user: User,
  request: ApiRequest,
): User {
  const other = impersonated(request.headers);
  if (!other) return user;
  requireAllowed(context, user, {
    kind: 'resource',
    verb: 'impersonate',
    group: '',
    resource: 'users',
    namespace: undefined,
    name: other.name,
  });
  return other;
}

function answer(
  context: ClusterContext,
  accounts: readonly Account[],
  request: ApiRequest,
  warnings: Set<string>,
): Answer {
  const target = parseTarget(request.path);
  const isOpen = OPEN_PATHS.test(request.path);
  if (isOpen) {
    const open = serveDiscovery(context, request);
    if (open) return open;
  }
  const user = actingUser(
    context,
    authenticate(accounts, request.headers),
    request,
  );
  const verb = verbOf(request.method, target, request.query);
  if (verb === undefined) throw methodNotAllowed();
  const action = actionOf(target, verb);
  requireAllowed(context, user, action);
  context.faults.strike(user, action);
  if (target.kind === 'resource') {
    return handleResource(
      context,
      { ...request, user, target },
      verb,
      warnings,
    );
  }
  const served =
    serveDiscovery(context, request) ?? serveOpenApi(context, request);
  if (!served) throw pageNotFound();
  return served;
}

/** Answers one HTTP request, whatever happens. */
export async function handleRequest(
  context: ClusterContext,
  accounts: readonly Account[],
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const warnings = new Set<string>();
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  let result: Answer;
  try {
    result = answer(
      context,
      accounts,
      {
        method: message.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: message.headers,
        body: await readBody(message),
      },
      warnings,
    );
    sendAnswer(message, response, result, warnings);
  } catch (error) {
    if (response.headersSent) response.end();
    else sendAnswer(message, response, statusAnswer(error), warnings);
  }
}
