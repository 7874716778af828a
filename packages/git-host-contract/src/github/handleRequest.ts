import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BareRepository } from '../git/BareRepository';
import { answering } from '../standIn/Answer';
import type { Answered } from '../standIn/Answered';
import type { Budget } from '../standIn/Budget';
import type { Faults } from '../standIn/Faults';
import { handleGit } from '../standIn/handleGit';
import { respond } from '../standIn/respond';
import { accountOf } from '../standIn/tokens';
import { underFaults } from '../standIn/underFaults';
import { Refusal } from './Answer';
import { answerApi, type ApiParts, GRAPHQL } from './answerApi';
import type { Account } from './state';
import type { Outage } from './Outage';

/** Where the API is, as on an Enterprise server. */
export const API = '/api/v3';

interface Parts extends ApiParts {
  faults: Faults;
  outage: Outage;
  answered: Answered[];
  queried: Answered[];
  /** Notes who pushes. */
  pushing<T>(
    repository: string,
    login: string,
    push: (git: BareRepository) => Promise<T>,
  ): Promise<T>;
}

/** What each answer says of the budget. */
function headersOf(
  budget: Budget,
  resource: string,
  account: Account,
): Record<string, string> {
  const remaining = budget.remaining(account);
  return {
    'x-ratelimit-limit': String(budget.limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(budget.limit - remaining),
    'x-ratelimit-reset': String(budget.resetAt),
    'x-ratelimit-resource': resource,
  };
}

/** Answers one request, or fails it as it was planned. */
export async function handleRequest(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { links, state, faults, outage, budgets, answered, queried } = parts;
  const url = new URL(request.url ?? '', links.web);
  const method = request.method ?? '';
  const by = accountOf(state.accounts, request);
  const isQuery = url.pathname === `/api${GRAPHQL}`;
  const door = isQuery || url.pathname.startsWith(API) ? 'api' : 'git';
  if (outage.answers(by, door, response)) return;
  if (door === 'git') {
    await handleGit({
      request,
      response,
      target: url.href.slice(links.web.length),
      by,
      find: path => {
        const [owner, name] = path.split('/');
        return state.repository(owner, name);
      },
      push: ({ owner, name }, { login }, run) =>
        parts.pushing(`${owner}/${name}`, login, run),
    });
    return;
  }
  const path = isQuery ? GRAPHQL : url.pathname.slice(API.length);
  const resource = isQuery ? 'graphql' : 'core';
  const found = await underFaults(faults, request, path, {
    answer: () =>
      answering(() => answerApi(parts, request, path, url.searchParams, by)),
    refuse: (status, message) => new Refusal(status, message).answer,
  });
  if (!found) return;
  const { answer, headers } = found;
  const budget = budgets[resource];
  const status = respond(request, response, {
    answer,
    url,
    headers: { ...(by ? headersOf(budget, resource, by) : {}), ...headers },
  });
  // What did not change costs nothing.
  if (by && status !== 304) budget.spend(by);
  (isQuery ? queried : answered).push({
    method,
    path,
    status,
    body: status === 304 ? undefined : answer.body,
  });
}
