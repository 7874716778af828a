/** Longest query of a next page: a mark of where to go on. */
const MAX_QUERY = 2_000;

/**
 * The path of the next page of tags below the repository, of a `Link` header (RFC 8288) with `rel="next"`. Of the link only
 * the query is taken: a list of tags goes on at the same place.
 */
export function nextPage(header: string | undefined): string | undefined {
  for (const [, target, parameters] of (header ?? '').matchAll(
    /<([^<>]*)>([^<]*)/g,
  )) {
    const query = target.indexOf('?');
    if (
      query !== -1 &&
      target.length - query <= MAX_QUERY &&
      /;\s*rel\s*=\s*"?next"?/i.test(parameters)
    ) {
      const { search } = new URL(target.slice(query), 'https://registry');
      return `tags/list${search}`;
    }
  }
  return undefined;
}
