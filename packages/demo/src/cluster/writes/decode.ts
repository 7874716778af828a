import { ClusterContext } from '../ClusterContext';
import { builtInDefaults } from '../defaults/builtInDefaults';
import { badRequest, internalError } from '../errors/failures';
import { copyOf, JsonObject } from '../objects/json';
import { nameOf, namespaceOf } from '../objects/metadata';
import { textAt } from '../objects/read';
import { apiVersionOf, Resource } from '../resources/Resource';
import { WriteOptions } from './WriteOptions';

/** An object as the server understands it, and what it will not accept in it. */
export interface Decoded {
  object: JsonObject;
  invalid: { path: string; reason: string; message: string }[];
}

function checkType(resource: Resource, object: JsonObject): void {
  const apiVersion = apiVersionOf(resource);
  if (object.apiVersion !== undefined && object.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${
        textAt(object, 'apiVersion') ?? ''
      }) does not match the expected API version (${apiVersion})`,
    );
  }
  if (object.kind !== undefined && object.kind !== resource.kind) {
    throw badRequest(
      `the kind in the data (${
        textAt(object, 'kind') ?? ''
      }) does not match the expected kind (${resource.kind})`,
    );
  }
}

function withDefaults(resource: Resource, object: JsonObject): JsonObject {
  if (resource.source.kind === 'custom') return object;
  const copy = copyOf(object);
  builtInDefaults(resource.kind)(copy);
  return copy;
}

/**
 * Reads an object that somebody wrote in full: type checked, unknown fields
 * dropped, warned of or refused, defaults filled in.
 */
export function decode(
  context: ClusterContext,
  resource: Resource,
  written: JsonObject,
  { fieldValidation, warn }: WriteOptions,
): Decoded {
  checkType(resource, written);
  const { kind, version } = resource;
  const typed = { kind, apiVersion: apiVersionOf(resource), ...written };
  const { object, findings } = context.schemas.conform(resource, typed);
  const cannot = `${kind} in version "${version}" cannot be handled as a ${kind}`;
  const [wrong] = findings.unreadable;
  if (wrong) throw badRequest(`${cannot}: ${wrong.message}`);
  if (findings.unknown.length > 0) {
    const lines = findings.unknown.map(path => `unknown field "${path}"`);
    if (fieldValidation === 'Strict') {
      throw badRequest(
        resource.source.kind === 'custom'
          ? `.: strict decoding error: ${lines.join(', ')}`
          : `${cannot}: strict decoding error: ${lines.join(', ')}`,
      );
    }
    if (fieldValidation === 'Warn') for (const line of lines) warn(line);
  }
  return { object: withDefaults(resource, object), invalid: findings.invalid };
}

/** The same for a merge of what was there and what is applied. */
export function decodeMerged(
  context: ClusterContext,
  resource: Resource,
  merged: JsonObject,
): Decoded {
  const { object, findings } = context.schemas.conform(resource, merged);
  const [wrong] = findings.unreadable;
  if (wrong) {
    const type = `${resource.group}/${resource.version}, Kind=${resource.kind}`;
    throw internalError(
      `failed to convert new object (${namespaceOf(merged) ?? ''}/${nameOf(
        merged,
      )}; ${type}) to proper version: unable to convert unstructured object to ${type}: error decoding from json: ${
        wrong.message
      }`,
    );
  }
  return { object: withDefaults(resource, object), invalid: findings.invalid };
}
