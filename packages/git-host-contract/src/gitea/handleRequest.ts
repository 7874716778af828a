import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BareRepository } from '../git/BareRepository';
import type { Faults } from '../standIn/Faults';
import { handleGit } from '../standIn/handleGit';
import { readJson } from '../standIn/readJson';
import { tokenOf } from '../standIn/tokens';
import { underFaults } from '../standIn/underFaults';
import { type Answer, Refusal } from './Answer';
import { answerApi, type ApiParts } from './answerApi';
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
    push: (git: BareRepository) => Promise<T>,
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
  const by = accountOf(state, request);
  const below = new URL(web).pathname;
  const api = below + API;
  if (!url.pathname.startsWith(api)) {
    await handleGit({
      request,
      response,
      target: url.pathname.slice(below.length) + url.search,
      by,
      find: name => {
        const [owner, repo] = name.split('/');
        const found = state.repository(owner, repo);
        return found && by && roleOf(found, by) !== 'none' ? found : undefined;
      },
      push: ({ owner, name }, { login }, run) =>
        parts.pushing(`${owner.login}/${name}`, login, run),
    });
    return;
  }
  const path = url.pathname.slice(api.length);
  const found = await underFaults(faults, request, `/${path}`, {
    answer: async () =>
      answerApi(parts, {
        method,
        path,
        query: url.searchParams,
        body: method === 'GET' ? undefined : await readJson(request),
        isSigned: request.headers.authorization !== undefined,
        by,
      }),
    refuse: (status, message) => new Refusal(status, message).answer(web),
  });
  if (!found) return;
  const { answer, headers } = found;
  respond(response, url, answer, headers);
  answered.push({ method, path: `/${path}`, status: answer.status });
}
