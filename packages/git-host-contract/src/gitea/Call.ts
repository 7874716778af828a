import type { z } from 'zod';
import { type Answer, notFound, Refusal } from './Answer';
import type {
  GiteaAccount,
  State,
  StoredPull,
  StoredRepository,
} from './state';

/** A request from somebody who is known. */
export interface Call {
  /** Where people find the host, with the path that it lies below. */
  web: string;
  state: State;
  by: GiteaAccount;
  /** By the names in the route's path. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** Creates a bare repository. */
  createGit: (owner: string, name: string) => Promise<StoredRepository['git']>;
}

/** A request about a repository. */
export interface RepositoryCall extends Call {
  repository: StoredRepository;
}

/** What the stand-in answers at one address. */
export interface Route<C extends Call> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** What a good answer holds. */
  shape: z.ZodType;
  handle(call: C): Promise<Answer>;
}

/** A route whose path is written below the repository's own. */
export type RepositoryRoute = Route<RepositoryCall>;

/** Most that is put on a page, and what is put there where nothing was asked for. */
const MOST = 50;
const USUAL = 30;

/** The body of a request, or the host's refusal of it. */
export function parseBody<T extends z.ZodType>(
  { body }: Call,
  schema: T,
): z.output<T> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new Refusal(422, `[${path.join('.')}]: ${message}`);
}

/** The pull request that the address names. */
export function pullOf({ repository, params }: RepositoryCall): StoredPull {
  const pull = repository.pulls.find(
    one => String(one.number) === params.number,
  );
  if (!pull) throw notFound();
  return pull;
}

/** The page of a list that was asked for. */
export function pageOf<T>({ query }: Call, items: T[]) {
  const size = Math.min(Number(query.get('limit')) || USUAL, MOST);
  const page = Math.max(Number(query.get('page')), 1);
  return { items: items.slice((page - 1) * size, page * size), size };
}

/** A page of a list, each item of it as it is shown. */
export async function listPage<T>(
  call: Call,
  all: T[],
  present: (item: T) => unknown,
): Promise<Answer> {
  const { items, size } = pageOf(call, all);
  const body: unknown[] = [];
  for (const item of items) body.push(await present(item));
  return { status: 200, body, paging: { total: all.length, size } };
}

/** Some of what only administrators of the repository may see. */
export const adminsOnly = () =>
  new Refusal(403, 'user should be the owner of the repo or admin of the repo');
