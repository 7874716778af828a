import { JsonObject } from '../objects/json';
import { textsAt } from '../objects/read';

/** One RBAC rule; `*` stands for everything in any of its lists. */
export interface Rule {
  verbs: readonly string[];
  apiGroups: readonly string[];
  resources: readonly string[];
  resourceNames: readonly string[];
  nonResourceUrls: readonly string[];
}

/** What a request wants to do. */
export type Action =
  | {
      kind: 'resource';
      verb: string;
      group: string;
      /** Plural name; a subresource follows after a slash. */
      resource: string;
      namespace: string | undefined;
      name: string | undefined;
    }
  | { kind: 'path'; verb: string; path: string };

/** A rule with its empty lists filled in. */
export const rule = (given: Partial<Rule> & { verbs: readonly string[] }) => ({
  apiGroups: [],
  resources: [],
  resourceNames: [],
  nonResourceUrls: [],
  ...given,
});

/** Reads one entry of a Role's `rules`. */
export const readRule = (entry: JsonObject): Rule => ({
  verbs: textsAt(entry, 'verbs'),
  apiGroups: textsAt(entry, 'apiGroups'),
  resources: textsAt(entry, 'resources'),
  resourceNames: textsAt(entry, 'resourceNames'),
  nonResourceUrls: textsAt(entry, 'nonResourceURLs'),
});

const has = (list: readonly string[], value: string) =>
  list.includes('*') || list.includes(value);

function allowsPath(urls: readonly string[], path: string) {
  return urls.some(url =>
    url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : url === path,
  );
}

/** Whether a rule allows an action. */
export function allows(candidate: Rule, action: Action): boolean {
  if (!has(candidate.verbs, action.verb)) return false;
  if (action.kind === 'path') {
    return allowsPath(candidate.nonResourceUrls, action.path);
  }
  const [, door] = action.resource.split('/');
  return (
    has(candidate.apiGroups, action.group) &&
    (has(candidate.resources, action.resource) ||
      (door !== undefined && candidate.resources.includes(`*/${door}`))) &&
    (candidate.resourceNames.length === 0 ||
      candidate.resourceNames.includes(action.name ?? ''))
  );
}
