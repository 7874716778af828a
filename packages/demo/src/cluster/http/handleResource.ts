import { reviewAccess, reviewRules, reviewSelf } from '../access/reviews';
import { ClusterContext } from '../ClusterContext';
import {
  methodNotAllowed,
  pageNotFound,
  resourceNotFound,
} from '../errors/failures';
import { JsonObject } from '../objects/json';
import { findObject } from '../reads/findObject';
import { listObjects } from '../reads/listObjects';
import { readSelection, servedAs } from '../reads/selection';
import { Resource } from '../resources/Resource';
import { openWatch, WatchSink } from '../watch/openWatch';
import { createObject } from '../writes/createObject';
import { readWriteOptions } from '../writes/readWriteOptions';
import { Answer, json } from './Answer';
import { ResourceRequest } from './ApiRequest';
import { handleDelete, handleDeleteCollection } from './handleDelete';
import { handleDoor } from './handleDoor';
import { handlePatch } from './handlePatch';
import { handlePut } from './handlePut';
import { negotiate } from './negotiate';
import { parseObject } from './readBody';
import { representList, representOne, View } from './represent';

/** Between half an hour and an hour, as a real server chooses. */
const WATCH_TIMEOUT_MS = 30 * 60_000;

/** What a handler works with besides the request. */
export interface Handling {
  context: ClusterContext;
  resource: Resource;
  /** Lines for the Warning header. */
  warnings: Set<string>;
}

export const viewOf = (
  { context, resource }: Handling,
  request: ResourceRequest,
): View => ({
  representation: negotiate(request.headers.accept),
  resource,
  query: request.query,
  now: context.clock(),
});

function handleWatch(handling: Handling, request: ResourceRequest): Answer {
  const { context, resource } = handling;
  const { query, target } = request;
  const view = viewOf(handling, request);
  const selection = readSelection(target.namespace, target.name, query);
  const timeout = Number(query.get('timeoutSeconds') ?? 0) * 1_000;
  const options = {
    resourceVersion: query.get('resourceVersion') ?? undefined,
    sendInitialEvents: query.get('sendInitialEvents') === 'true',
    bookmarks: ['true', '1'].includes(query.get('allowWatchBookmarks') ?? ''),
    timeoutMilliseconds:
      timeout > 0 ? timeout : WATCH_TIMEOUT_MS * (1 + Math.random()),
  };
  const shown = (sink: WatchSink): WatchSink => ({
    end: () => sink.end(),
    write: ({ type, object }) =>
      sink.write({
        type,
        object:
          type === 'ERROR' || type === 'BOOKMARK'
            ? object
            : representOne(view, object),
      }),
  });
  return {
    kind: 'stream',
    open: sink => openWatch(context, resource, selection, options, shown(sink)),
  };
}

// Reviews are asked by creating one; nothing is stored.
function review(
  { context, resource }: Handling,
  request: ResourceRequest,
  body: JsonObject,
): JsonObject | undefined {
  switch (resource.kind) {
    case 'SelfSubjectAccessReview':
      return reviewAccess(context, request.user, body);
    case 'SelfSubjectRulesReview':
      return reviewRules(context, request.user, body);
    case 'SelfSubjectReview':
      return reviewSelf(request.user, body);
    default:
      return undefined;
  }
}

function handleCreate(handling: Handling, request: ResourceRequest): Answer {
  const { context, resource, warnings } = handling;
  const body = parseObject(request.body, resource.kind);
  const reviewed = review(handling, request, body);
  if (reviewed) return json(201, reviewed);
  const view = viewOf(handling, request);
  const created = createObject(
    context,
    resource,
    request.target.namespace,
    body,
    readWriteOptions(request, warnings),
  );
  return json(201, representOne(view, servedAs(resource, created)));
}

/** Performs an allowed request on a resource that is served. */
export function handleResource(
  context: ClusterContext,
  request: ResourceRequest,
  verb: string,
  warnings: Set<string>,
): Answer {
  const { group, version, plural, namespace, name, subresource } =
    request.target;
  if (!context.registry.serves(group, version)) throw pageNotFound();
  const resource = context.registry.find(group, version, plural);
  if (!resource) throw pageNotFound();
  const handling: Handling = { context, resource, warnings };
  if (subresource !== undefined) {
    return handleDoor(handling, request, subresource);
  }
  // A namespaced object has no address without its namespace.
  if (resource.namespaced && name !== undefined && namespace === undefined) {
    throw resourceNotFound();
  }
  if (request.method === 'POST' && name !== undefined) throw methodNotAllowed();
  if (!resource.verbs.includes(verb)) throw methodNotAllowed();
  const view = viewOf(handling, request);
  switch (verb) {
    case 'get':
      return json(
        200,
        representOne(
          view,
          findObject(context, resource, namespace, name ?? ''),
        ),
      );
    case 'list': {
      const page = listObjects(context, resource, namespace, request.query);
      return json(200, representList(view, page.items, page.metadata));
    }
    case 'watch':
      return handleWatch(handling, request);
    case 'create':
      return handleCreate(handling, request);
    case 'update':
      return handlePut(handling, request, 'main');
    case 'patch':
      return handlePatch(handling, request, 'main');
    case 'delete':
      return handleDelete(handling, request);
    case 'deletecollection':
      return handleDeleteCollection(handling, request);
    default:
      throw methodNotAllowed();
  }
}
