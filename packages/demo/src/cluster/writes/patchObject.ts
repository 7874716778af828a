import { ClusterContext } from '../ClusterContext';
import { badRequest, unsupportedMediaType } from '../errors/failures';
import { ApiError } from '../errors/ApiError';
import { isMap, JsonObject, JsonValue } from '../objects/json';
import { nameOf } from '../objects/metadata';
import { jsonPatch, JsonPatchError } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { strategicMerge } from '../patch/strategicMerge';
import { Resource } from '../resources/Resource';
import { decode } from './decode';
import { requireSame, updateObject } from './updateObject';
import { Door, WriteOptions } from './WriteOptions';

/** How a patch is to be read. */
export type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

/** The type a media type names; throws 415 for another. */
export function patchTypeOf(contentType: string | undefined): PatchType {
  switch ((contentType ?? '').split(';')[0]?.trim()) {
    case 'application/json-patch+json':
      return 'json';
    case 'application/merge-patch+json':
      return 'merge';
    case 'application/strategic-merge-patch+json':
      return 'strategic';
    case 'application/apply-patch+yaml':
    case 'application/apply-patch+json':
      return 'apply';
    default:
      throw unsupportedMediaType();
  }
}

function operations(patch: JsonValue): JsonObject[] {
  if (Array.isArray(patch) && patch.every(isMap)) return patch;
  throw badRequest(
    'error decoding patch: a JSON patch is a list of operations',
  );
}

function asMap(value: JsonValue): JsonObject {
  if (isMap(value)) return value;
  throw badRequest('error decoding patch: it is no object');
}

/** The object that a patch makes of another. */
export function patched(
  context: ClusterContext,
  resource: Resource,
  live: JsonObject,
  patch: JsonValue,
  type: Exclude<PatchType, 'apply'>,
): JsonObject {
  switch (type) {
    case 'json':
      try {
        return jsonPatch(live, operations(patch));
      } catch (error) {
        if (!(error instanceof JsonPatchError)) throw error;
        throw new ApiError({
          code: 422,
          reason: 'Invalid',
          message: `the server rejected our request due to an error in our request: ${error.message}`,
          details: {},
        });
      }
    case 'merge':
      return asMap(mergePatch(live, asMap(patch)));
    default:
      // Custom resources have no strategies: the server says so.
      if (resource.source.kind === 'custom') throw unsupportedMediaType();
      return strategicMerge(
        live,
        asMap(patch),
        context.schemas.typeOf(resource),
      );
  }
}

/** Patches an object through one of its doors; not by apply. */
export function patchObject(
  context: ClusterContext,
  resource: Resource,
  live: JsonObject,
  patch: JsonValue,
  type: Exclude<PatchType, 'apply'>,
  door: Door,
  options: WriteOptions,
): JsonObject {
  const next = patched(context, resource, live, patch, type);
  if (nameOf(next) !== nameOf(live)) {
    throw badRequest(
      `the name of the object (${nameOf(
        next,
      )}) does not match the name on the URL (${nameOf(live)})`,
    );
  }
  requireSame(resource, live, next, 'PATCH');
  const decoded = decode(context, resource, next, options);
  return updateObject(context, resource, live, decoded, door, options);
}
