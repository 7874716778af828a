import { JsonObject } from '../objects/json';
import { nameOf, uidOf } from '../objects/metadata';
import { findObject } from '../reads/findObject';
import { listObjects } from '../reads/listObjects';
import { servedAs } from '../reads/selection';
import { Resource } from '../resources/Resource';
import {
  Deleted,
  deleteObject,
  readDeleteOptions,
} from '../writes/deleteObject';
import { Answer, json } from './Answer';
import { ResourceRequest } from './ApiRequest';
import { Handling, viewOf } from './handleResource';
import { parseObject } from './readBody';
import { representList } from './represent';

const optionsOf = (request: ResourceRequest) =>
  readDeleteOptions(
    request.body.length > 0 ? parseObject(request.body, 'DeleteOptions') : {},
    request.query,
  );

function answerFor(resource: Resource, deleted: Deleted): JsonObject {
  if (deleted.status === 'deleting') return servedAs(resource, deleted.object);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: nameOf(deleted.object),
      ...(resource.group === '' ? {} : { group: resource.group }),
      kind: resource.plural,
      uid: uidOf(deleted.object),
    },
  };
}

/** Deletes one object. */
export function handleDelete(
  { context, resource }: Handling,
  request: ResourceRequest,
): Answer {
  const { namespace, name = '' } = request.target;
  const live = findObject(context, resource, namespace, name);
  const deleted = deleteObject(context, resource, live, optionsOf(request));
  return json(200, answerFor(resource, deleted));
}

/** Deletes all objects that a list with the same query shows. */
export function handleDeleteCollection(
  handling: Handling,
  request: ResourceRequest,
): Answer {
  const { context, resource } = handling;
  const { namespace } = request.target;
  const options = optionsOf(request);
  const { items, metadata } = listObjects(
    context,
    resource,
    namespace,
    request.query,
  );
  for (const object of items) deleteObject(context, resource, object, options);
  return json(200, representList(viewOf(handling, request), items, metadata));
}
