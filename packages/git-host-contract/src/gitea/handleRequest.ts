import type { IncomingMessage, ServerResponse } from 'node:http';
import { GIT_CALL, serveGit } from '../git/serveGit';
import { tokenOf } from '../github/authenticate';
import type { Faults } from '../github/Faults';
import { type Answer, Refusal } from './Answer';
import { answerApi, type ApiParts, readJson } from './answerApi';
import { type GiteaAccount, roleOf, type State } from './state';

/** Where the API is, below the host's address. */
const API = '/api/v1/';

/** A request that was answered. */
export interface GiteaAnswered {
  method: string;
  /** Below the address of the API. */
  path: string;
  status: number;
}

export interface Parts extends ApiParts {
  faults: Faults;
  answered: GiteaAnswered[];
  /** Notes who pushes. */
  pushing<T>(
    repository: string,
    login: string,
    push: () => Promise<T>,
  ): Promise<T>;
}

/** Whose secret a request shows. */
function accountOf(
  { accounts }: State,
  request: IncomingMessage,
): GiteaAccount | undefined {
  const shown = tokenOf(request);
  return accounts.find(({ secret }) => secret === shown);
}

async function handleGit(
  { web, state, pushing }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const below = url.pathname.slice(new URL(web).pathname.length);
  const [, owner, name, call] =
    /^\/([^/]+)\/([^/]+)\.git(\/.+)$/.exec(below) ?? [];
  const by = accountOf(state, request);
  const repository = state.repository(owner, name);
  if (!by) {
    response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
    return;
  }
  if (
    !repository ||
    roleOf(repository, by) === 'none' ||
    !GIT_CALL.test(call)
  ) {
    response.writeHead(404).end();
    return;
  }
  await pushing(`${owner}/${name}`, by.login, () =>
    serveGit({
      request,
      response,
      directory: repository.git.directory,
      call,
      query: url.search.slice(1),
      login: by.login,
    }),
  );
}

/** The addresses of the pages around the one that was asked for, as the host lists them. */
function linkHeader(url: URL, total: number, size: number): string {
  const page = Math.max(Number(url.searchParams.get('page')), 1);
  const pages = Math.max(Math.ceil(total / size), 1);
  const linkTo = (target: number, rel: string) => {
    const address = new URL(url);
    address.searchParams.set('page', String(target));
    return `<${address}>; rel="${rel}"`;
  };
  return [
    ...(page < pages ? [linkTo(page + 1, 'next'), linkTo(pages, 'last')] : []),
    ...(page > 1 ? [linkTo(1, 'first'), linkTo(page - 1, 'prev')] : []),
  ].join(',');
}

function respond(
  response: ServerResponse,
  url: URL,
  { status, body, paging, total = paging?.total }: Answer,
  headers: Record<string, string> = {},
): void {
  const link = paging && linkHeader(url, paging.total, paging.size);
  const isEmpty = body === undefined;
  response
    .writeHead(status, {
      ...headers,
      ...(isEmpty ? {} : { 'content-type': 'application/json;charset=utf-8' }),
      ...(total === undefined ? {} : { 'x-total-count': String(total) }),
      ...(link ? { link } : {}),
    })
    .end(isEmpty ? '' : JSON.stringify(body));
}

/** Answers one request, or fails it as it was planned. */
export async function handleRequest(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { web, state, faults, answered } = parts;
  const url = new URL(request.url ?? '', web);
  const method = request.method ?? '';
  const api = new URL(web).pathname + API;
  if (!url.pathname.startsWith(api)) {
    await handleGit(parts, request, response, url);
    return;
  }
  const path = url.pathname.slice(api.length);
  const fault = faults.take(method, `/${path}`);
  if (fault?.kind === 'silent') return;
  if (fault?.kind === 'reset') {
    request.socket.destroy();
    return;
  }
  const worked =
    fault?.kind === 'refused'
      ? new Refusal(fault.status, fault.message).answer(web)
      : await answerApi(parts, {
          method,
          path,
          query: url.searchParams,
          body: method === 'GET' ? undefined : await readJson(request),
          isSigned: request.headers.authorization !== undefined,
          by: accountOf(state, request),
        });
  const answer =
    fault?.kind === 'lost' ? { status: 502, body: undefined } : worked;
  const headers = fault?.kind === 'refused' ? fault.headers : {};
  respond(response, url, answer, headers);
  answered.push({ method, path: `/${path}`, status: answer.status });
}
