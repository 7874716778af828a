/** Where the stand-in answers programs and people. */
export interface Links {
  /** Such as `http://127.0.0.1:4321/api/v3`. */
  api: string;
  /** Such as `http://127.0.0.1:4321`. */
  web: string;
}

/** The many addresses that an object of the host carries, all below its own. */
export function urlsBelow(
  url: string,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.map(name => [`${name}_url`, `${url}/${name}`]),
  );
}

/** What the host calls an object in its other API. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64');
}
