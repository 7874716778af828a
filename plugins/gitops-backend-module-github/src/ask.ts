import { isRefusal, toHostError, wordsOf } from './errors';

/** What GitHub answered where some of its refusals are answers too. */
export type Answer<T> =
  | { status: 'ok'; data: T }
  | { status: 'refused'; code: number; message: string };

/**
 * Asks GitHub for something.
 *
 * @param what - the rest of the sentence "GitHub could not ..."
 */
export async function ask<T>(
  what: string,
  request: Promise<{ data: T }>,
): Promise<T> {
  try {
    return (await request).data;
  } catch (error) {
    throw toHostError(what, error);
  }
}

/** Like {@link ask}, with the refusals of these codes as values. */
export async function askOr<T>(
  codes: readonly number[],
  what: string,
  request: Promise<{ data: T }>,
): Promise<Answer<T>> {
  try {
    return { status: 'ok', data: (await request).data };
  } catch (error) {
    if (isRefusal(error) && codes.includes(error.status)) {
      return { status: 'refused', code: error.status, message: wordsOf(error) };
    }
    throw toHostError(what, error);
  }
}

/** As many as GitHub puts on a page. */
export const PAGE = 100;

/**
 * Gathers pages until one is not full or there are `limit`. Pages are counted, not followed: an address in an answer
 * would be called with our credentials.
 */
export async function gather<T>(
  load: (page: { per_page: number; page: number }) => Promise<T[]>,
  limit = Infinity,
): Promise<T[]> {
  const gathered: T[] = [];
  const size = Math.min(PAGE, limit);
  for (let page = 1; gathered.length < limit; page += 1) {
    const items = await load({ per_page: size, page });
    gathered.push(...items);
    if (items.length < size) break;
  }
  return gathered.slice(0, limit);
}
