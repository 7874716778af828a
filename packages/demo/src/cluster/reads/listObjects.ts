import { ClusterContext } from '../ClusterContext';
import {
  badRequest,
  expired,
  tooLargeResourceVersion,
} from '../errors/failures';
import { JsonObject } from '../objects/json';
import { nameOf, namespaceOf } from '../objects/metadata';
import { collectionOf, Resource } from '../resources/Resource';
import { printContinueToken, readContinueToken } from '../store/continueToken';
import { readSelection, servedAs } from './selection';

/** A page of a list. */
export interface ListPage {
  items: JsonObject[];
  metadata: JsonObject;
}

const TOO_OLD_TOKEN =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

const keyOf = (object: JsonObject) =>
  `${namespaceOf(object) ?? ''}/${nameOf(object)}`;

function askedRevision(query: URLSearchParams, current: number) {
  const text = query.get('resourceVersion');
  if (text === null || text === '' || text === '0') return undefined;
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(
        text,
      )}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  if (Number(text) > current) {
    throw tooLargeResourceVersion(Number(text), current);
  }
  return query.get('resourceVersionMatch') === 'Exact'
    ? Number(text)
    : undefined;
}

/**
 * Lists one kind, paged by `limit` and `continue`: all pages show the state at
 * the first one's revision.
 */
export function listObjects(
  { store }: ClusterContext,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): ListPage {
  const selection = readSelection(namespace, undefined, query);
  const limit = Number(query.get('limit') ?? 0);
  const token = query.get('continue');
  const page = token ? readContinueToken(token) : undefined;
  const exact = page ? page.revision : askedRevision(query, store.revision);
  const revision = exact ?? store.revision;
  const found = store.listAt(revision, collectionOf(resource), namespace);
  if (!found) {
    throw page
      ? expired(
          TOO_OLD_TOKEN,
          printContinueToken({ revision: undefined, after: page.after }),
        )
      : expired('The resourceVersion for the provided list is too old.');
  }
  const matching = found.filter(
    object =>
      (!page || keyOf(object) > page.after) && selection.matches(object),
  );
  const items = limit > 0 ? matching.slice(0, limit) : matching;
  const last = items.at(-1);
  const rest = matching.length - items.length;
  const filtered = query.has('labelSelector') || query.has('fieldSelector');
  return {
    items: items.map(object => servedAs(resource, object)),
    metadata: {
      resourceVersion: String(revision),
      ...(rest > 0 && last
        ? {
            continue: printContinueToken({ revision, after: keyOf(last) }),
            // A filtered list does not know how many of the rest match.
            ...(filtered ? {} : { remainingItemCount: rest }),
          }
        : {}),
    },
  };
}
