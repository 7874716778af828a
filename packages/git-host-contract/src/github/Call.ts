import type { z } from 'zod';
import { pageOf as pageOfQuery } from '../standIn/pageOf';
import { type Answer, invalid, notFound } from './Answer';
import type { Links } from './present/links';
import type { Account, State, StoredPull, StoredRepository } from './state';
import type { Webhooks } from './Webhooks';

/** A request about a repository, from somebody who is known. */
export interface Call {
  links: Links;
  state: State;
  by: Account;
  repository: StoredRepository;
  /** By the names in the route's path. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  webhooks: Webhooks;
}

/** What the stand-in answers at one address, which is written below the repository's own. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  path: string;
  handle(call: Call): Promise<Answer>;
}

/** The body of a request, or the host's refusal of it. */
export function parseBody<T extends z.ZodType>(
  { body }: Call,
  schema: T,
): z.output<T> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw invalid('Request', parsed.error.issues[0].message);
}

/** The pull request that the address names. */
export function pullOf({ repository, params }: Call): StoredPull {
  const pull = repository.pulls.find(
    one => String(one.number) === params.number,
  );
  if (!pull) throw notFound();
  return pull;
}

/** The page that was asked for. */
export function pageOf<T>({ query }: Call, items: T[]) {
  return pageOfQuery(query, items, 30);
}

/** A page of a list, each item of it as it is shown. */
export async function listPage<T>(
  call: Call,
  items: T[],
  present: (item: T) => unknown,
): Promise<Answer> {
  const { items: shown, page } = pageOf(call, items);
  const body: unknown[] = [];
  for (const item of shown) body.push(await present(item));
  return { status: 200, body, page };
}
