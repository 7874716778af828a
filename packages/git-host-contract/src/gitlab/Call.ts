import type { z } from 'zod';
import type { BareRepository } from '../git/BareRepository';
import type { Answer } from '../standIn/Answer';
import { pageOf } from '../standIn/pageOf';
import { notFound, Refusal } from './Answer';
import type { Links } from './present/links';
import type {
  Account,
  State,
  StoredMergeRequest,
  StoredProject,
} from './state';

/** What the stand-in answers from. */
export interface Parts {
  links: Links;
  state: State;
  /** Runs what changes branches, and does what the host does after a push. */
  pushing<T>(
    project: StoredProject,
    by: Account,
    push: (git: BareRepository) => Promise<T>,
  ): Promise<T>;
}

/** A request about a project, from somebody who is known. */
export interface Call extends Parts {
  by: Account;
  project: StoredProject;
  /** By the names in the route's path. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

/** What the stand-in answers at one address, which is written below the project's own. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT';
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
  const [{ path, message }] = parsed.error.issues;
  throw new Refusal(400, `${path.join('.')} ${message}`);
}

/** The merge request that the address names. */
export function mergeRequestOf({ project, params }: Call): StoredMergeRequest {
  const found = project.mergeRequests.find(
    ({ iid }) => String(iid) === params.iid,
  );
  if (!found) throw notFound();
  return found;
}

/** A page of a list, each item of it as it is shown. */
export async function listPage<T>(
  { query }: Pick<Call, 'query'>,
  items: T[],
  present: (item: T) => unknown,
): Promise<Answer> {
  const { items: shown, page } = pageOf(query, items, 20);
  const body: unknown[] = [];
  for (const item of shown) body.push(await present(item));
  return { status: 200, body, page };
}
