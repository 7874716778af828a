import { invalid } from '../errors/failures';
import { findObject } from '../reads/findObject';
import { servedAs } from '../reads/selection';
import { applyObject } from '../writes/applyObject';
import { patchObject, patchTypeOf } from '../writes/patchObject';
import { readWriteOptions } from '../writes/readWriteOptions';
import { Door } from '../writes/WriteOptions';
import { Answer, json } from './Answer';
import { ResourceRequest } from './ApiRequest';
import { Handling, viewOf } from './handleResource';
import { parseBody, parseObject } from './readBody';
import { representOne } from './represent';

function refuseForce() {
  return invalid({ group: 'meta.k8s.io', kind: 'PatchOptions', name: '' }, [
    {
      reason: 'FieldValueForbidden',
      message: 'Forbidden: may not be specified for non-apply patch',
      field: 'force',
    },
  ]);
}

/** Patches an object in any of the four ways, through one of its doors. */
export function handlePatch(
  handling: Handling,
  request: ResourceRequest,
  door: Door,
): Answer {
  const { context, resource, warnings } = handling;
  const { namespace, name = '' } = request.target;
  const type = patchTypeOf(request.headers['content-type']);
  const options = readWriteOptions(request, warnings);
  const view = viewOf(handling, request);
  if (type === 'apply') {
    const applied = applyObject(
      context,
      resource,
      parseObject(request.body, resource.kind),
      {
        namespace,
        name,
        door,
        conflicts: request.query.get('force') === 'true' ? 'take' : 'refuse',
        namesManager: Boolean(request.query.get('fieldManager')),
      },
      options,
    );
    return json(
      applied.status === 'created' ? 201 : 200,
      representOne(view, servedAs(resource, applied.object)),
    );
  }
  if (request.query.has('force')) throw refuseForce();
  const live = findObject(context, resource, namespace, name);
  const patch = parseBody(request.body);
  const updated = patchObject(
    context,
    resource,
    live,
    patch,
    type,
    door,
    options,
  );
  return json(200, representOne(view, servedAs(resource, updated)));
}
