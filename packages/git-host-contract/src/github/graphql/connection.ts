import type { GraphObject } from './execute';

interface PageArgs {
  first?: number;
  last?: number;
  /** Where a page begins: how many come before it. */
  after?: string | null;
}

/** A list of which the host answers a page, as a field of that type. */
export function connection<T>(
  type: string,
  items: T[],
  present: (item: T) => GraphObject | Promise<GraphObject>,
) {
  return async ({ first, last, after }: PageArgs): Promise<GraphObject> => {
    const from = last === undefined ? Number(after ?? 0) : -last;
    const end = first === undefined ? items.length : from + first;
    const nodes: GraphObject[] = [];
    for (const item of items.slice(from, end)) nodes.push(await present(item));
    return {
      __typename: type,
      nodes,
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage: end < items.length,
        endCursor: nodes.length > 0 ? String(end) : null,
      },
    };
  };
}
