import type { Page } from './Answer';

/** Most that a page has, as every host that is stood in for says. */
const LARGEST = 100;

/** The page of a list that a query asks for. */
export function pageOf<T>(
  query: URLSearchParams,
  items: T[],
  usual: number,
): { items: T[]; page: Page } {
  const size = Math.min(Number(query.get('per_page') ?? usual), LARGEST);
  const page = Number(query.get('page') ?? 1);
  return {
    items: items.slice((page - 1) * size, page * size),
    page: {
      page,
      pages: Math.ceil(items.length / size),
      size,
      total: items.length,
    },
  };
}
