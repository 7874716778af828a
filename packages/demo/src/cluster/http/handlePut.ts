import { badRequest } from '../errors/failures';
import {
  nameOf,
  resourceVersionOf,
  uidOf,
  withMetadata,
} from '../objects/metadata';
import { findObject } from '../reads/findObject';
import { servedAs } from '../reads/selection';
import { decode } from '../writes/decode';
import { readWriteOptions } from '../writes/readWriteOptions';
import { requireSame, updateObject } from '../writes/updateObject';
import { Door } from '../writes/WriteOptions';
import { Answer, json } from './Answer';
import { ResourceRequest } from './ApiRequest';
import { Handling, viewOf } from './handleResource';
import { parseObject } from './readBody';
import { representOne } from './represent';

/** Replaces an object, or the part of it behind one of its doors. */
export function handlePut(
  handling: Handling,
  request: ResourceRequest,
  door: Door,
): Answer {
  const { context, resource, warnings } = handling;
  const { namespace, name = '' } = request.target;
  const body = parseObject(request.body, resource.kind);
  if (nameOf(body) !== name) {
    throw badRequest(
      `the name of the object (${nameOf(
        body,
      )}) does not match the name on the URL (${name})`,
    );
  }
  const live = findObject(context, resource, namespace, name);
  requireSame(resource, live, body, 'PUT');
  const options = readWriteOptions(request, warnings);
  const written = withMetadata(body, {
    uid: uidOf(live),
    resourceVersion: resourceVersionOf(live) ?? '',
  });
  const decoded = decode(context, resource, written, options);
  const updated = updateObject(context, resource, live, decoded, door, options);
  const view = viewOf(handling, request);
  return json(200, representOne(view, servedAs(resource, updated)));
}
