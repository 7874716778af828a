import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BareRepository } from '../git/BareRepository';
import { GIT_CALL, serveGit } from '../git/serveGit';
import { Refusal } from './Answer';
import { answerApi, type ApiParts } from './answerApi';
import { accountOf } from './authenticate';
import type { Faults } from './Faults';
import type { Outage } from './Outage';
import { respond } from './respond';

/** Where the API is, as on an Enterprise server. */
export const API = '/api/v3';

/** A request that was answered. */
export interface Answered {
  method: string;
  /** Below the address of the API. */
  path: string;
  status: number;
  body: unknown;
}

interface Parts extends ApiParts {
  faults: Faults;
  outage: Outage;
  answered: Answered[];
  /** Notes who pushes. */
  pushing<T>(
    repository: string,
    login: string,
    push: (git: BareRepository) => Promise<T>,
  ): Promise<T>;
}

async function handleGit(
  { state, pushing }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const [, owner, name, call] =
    /^\/([^/]+)\/([^/]+)\.git(\/.+)$/.exec(url.pathname) ?? [];
  const by = accountOf(state, request);
  if (!by) {
    response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
    return;
  }
  if (!state.repository(owner, name) || !GIT_CALL.test(call)) {
    response.writeHead(404).end();
    return;
  }
  await pushing(`${owner}/${name}`, by.login, ({ directory }) =>
    serveGit({
      request,
      response,
      directory,
      call,
      query: url.search.slice(1),
      login: by.login,
    }),
  );
}

/** Answers one request, or fails it as it was planned. */
export async function handleRequest(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { links, state, faults, outage, budget, answered } = parts;
  const url = new URL(request.url ?? '', links.web);
  const method = request.method ?? '';
  const by = accountOf(state, request);
  const door = url.pathname.startsWith(API) ? 'api' : 'git';
  if (outage.answers(by, door, response)) return;
  if (door === 'git') {
    await handleGit(parts, request, response, url);
    return;
  }
  const path = url.pathname.slice(API.length);
  const fault = faults.take(method, path);
  if (fault?.kind === 'silent') return;
  if (fault?.kind === 'reset') {
    request.socket.destroy();
    return;
  }
  const worked =
    fault?.kind === 'refused'
      ? new Refusal(fault.status, fault.message).answer
      : await answerApi(parts, request, path, url.searchParams, by);
  const answer =
    fault?.kind === 'lost' ? new Refusal(502, 'Server Error').answer : worked;
  const status = respond(request, response, {
    answer,
    url,
    headers: {
      ...(by ? budget.headers(by) : {}),
      ...(fault?.kind === 'refused' ? fault.headers : {}),
    },
  });
  // What did not change costs nothing.
  if (by && status !== 304) budget.spend(by);
  answered.push({
    method,
    path,
    status,
    body: status === 304 ? undefined : answer.body,
  });
}
