import type { IncomingMessage, ServerResponse } from 'node:http';
import { answering, type Answer } from '../standIn/Answer';
import type { Answered } from '../standIn/Answered';
import type { Budget } from '../standIn/Budget';
import type { Faults } from '../standIn/Faults';
import { handleGit } from '../standIn/handleGit';
import { respond } from '../standIn/respond';
import { accountOf } from '../standIn/tokens';
import { underFaults } from '../standIn/underFaults';
import { Refusal } from './Answer';
import { answerApi } from './answerApi';
import type { Parts } from './Call';
import type { Account } from './state';

interface AllParts extends Parts {
  faults: Faults;
  budget: Budget;
  answered: Answered[];
}

/** What each answer says of the budget of whoever asked. */
function budgetHeaders(budget: Budget, by: Account): Record<string, string> {
  const remaining = budget.remaining(by);
  return {
    'ratelimit-name': 'throttle_authenticated_api',
    'ratelimit-limit': String(budget.limit),
    'ratelimit-observed': String(budget.limit - remaining),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(budget.resetAt),
    ...(remaining > 0 ? {} : { 'retry-after': '3600' }),
  };
}

/** What lists say of their pages, besides the addresses of others. */
function pageHeaders({ page: shown }: Answer): Record<string, string> {
  if (!shown) return {};
  const { page, pages, size, total } = shown;
  return {
    'x-page': String(page),
    'x-per-page': String(size),
    'x-next-page': page < pages ? String(page + 1) : '',
    'x-prev-page': page > 1 ? String(page - 1) : '',
    ...(total === undefined
      ? {}
      : { 'x-total': String(total), 'x-total-pages': String(pages) }),
  };
}

/** Answers one request, or fails it as it was planned. */
export async function handleRequest(
  parts: AllParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { links, state, faults, budget, answered } = parts;
  const url = new URL(request.url ?? '', links.web);
  const api = `${links.web}/api`;
  const by = accountOf(state.accounts, request);
  if (!url.href.startsWith(`${api}/`)) {
    await handleGit({
      request,
      response,
      target: url.href.slice(links.web.length),
      by,
      find: path => state.project(path),
      push: parts.pushing,
    });
    return;
  }
  const path = `${url.origin}${url.pathname}`.slice(api.length);
  const isExhausted = by && budget.remaining(by) === 0;
  const found = await underFaults(faults, request, path, {
    answer: () =>
      isExhausted
        ? Promise.resolve({ status: 429, body: 'Retry later\n' })
        : answering(() =>
            answerApi(parts, request, path, url.searchParams, by),
          ),
    refuse: (status, message) => new Refusal(status, message).answer,
  });
  if (!found) return;
  const { answer, headers } = found;
  const status = respond(request, response, {
    answer,
    url,
    headers: {
      ...(by ? budgetHeaders(budget, by) : {}),
      ...pageHeaders(answer),
      ...headers,
    },
  });
  if (by) budget.spend(by);
  answered.push({
    method: request.method ?? '',
    path,
    status,
    body: answer.body,
  });
}
