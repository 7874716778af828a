import { randomBytes, randomUUID } from 'node:crypto';
import { ClusterContext } from '../ClusterContext';
import {
  alreadyExists,
  badRequest,
  forbidden,
  invalid,
  notFound,
} from '../errors/failures';
import { rulesOf } from '../kinds/kindRules';
import {
  withMetadata,
  isDeleting,
  nameOf,
  namespaceOf,
  timestamp,
} from '../objects/metadata';
import { withoutValue } from '../objects/change';
import { copyOf, JsonObject } from '../objects/json';
import { textAt } from '../objects/read';
import { collectionOf, hasStatus, Resource } from '../resources/Resource';
import { decode, Decoded } from './decode';
import { admit, check } from './finish';
import { managedFieldsOf, tracked, withManagedFields } from './ownership';
import { remarksOn } from './warnings';
import { WriteOptions } from './WriteOptions';

const NAME =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
// RBAC names may hold anything a path may.
const FREE_NAMES = new Set([
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
]);
const NAME_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** Refuses to write into a namespace that is absent or on its way out. */
export function requireNamespace(
  { store }: ClusterContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
): void {
  if (!resource.namespaced || namespace === undefined) return;
  const found = store.get('namespaces', undefined, namespace);
  if (!found) {
    throw notFound({ group: '', plural: 'namespaces', name: namespace });
  }
  if (isDeleting(found)) {
    throw forbidden(
      { group: resource.group, plural: resource.plural, name },
      `unable to create new content in namespace ${namespace} because it is being terminated`,
    );
  }
}

function placed(
  resource: Resource,
  namespace: string | undefined,
  written: JsonObject,
): JsonObject {
  const inside = namespaceOf(written);
  if (inside !== undefined && inside !== namespace && resource.namespaced) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  const prefix = textAt(written, 'metadata', 'generateName');
  const name =
    nameOf(written) ||
    (prefix ? `${prefix}${randomBytes(4).toString('hex').slice(0, 5)}` : '');
  return withMetadata(withoutValue(written, ['metadata', 'namespace']), {
    name,
    ...(resource.namespaced && namespace !== undefined ? { namespace } : {}),
  });
}

function checkName(resource: Resource, name: string) {
  const { group, kind } = resource;
  if (name === '') {
    throw invalid({ group, kind, name }, [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    ]);
  }
  if (NAME.test(name) || FREE_NAMES.has(kind)) return;
  throw invalid({ group, kind, name }, [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(name)}: ${NAME_RULE}`,
      field: 'metadata.name',
    },
  ]);
}

const FROM_SERVER = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'selfLink',
];

// What only the server may say about an object.
const withoutServerFields = (object: JsonObject) =>
  FROM_SERVER.reduce(
    (rest, key) => withoutValue(rest, ['metadata', key]),
    object,
  );

function born(context: ClusterContext, resource: Resource, object: JsonObject) {
  const now = context.clock();
  const copy = copyOf(
    withMetadata(object, {
      uid: randomUUID(),
      creationTimestamp: timestamp(now),
      ...(resource.counted ? { generation: 1 } : {}),
    }),
  );
  rulesOf(resource).create?.(copy, { store: context.store, now });
  return copy;
}

/** Completes and stores an object that is owned already. */
export function storeNew(
  context: ClusterContext,
  resource: Resource,
  decoded: Decoded,
  options: WriteOptions,
): JsonObject {
  const admitted = admit(
    context,
    resource,
    'CREATE',
    { ...decoded, object: born(context, resource, decoded.object) },
    options,
  );
  check(resource, admitted, undefined);
  for (const remark of remarksOn(admitted.object)) options.warn(remark);
  if (options.dryRun === 'server') return admitted.object;
  return context.store.put(collectionOf(resource), admitted.object);
}

/** Creates an object, as POST does. */
export function createObject(
  context: ClusterContext,
  resource: Resource,
  namespace: string | undefined,
  written: JsonObject,
  options: WriteOptions,
): JsonObject {
  const decoded = decode(context, resource, written, options);
  const at = placed(resource, namespace, decoded.object);
  const name = nameOf(at);
  requireNamespace(context, resource, namespace, name);
  checkName(resource, name);
  const { group, plural } = resource;
  if (context.store.get(collectionOf(resource), namespace, name)) {
    throw alreadyExists({ group, plural, name });
  }
  const bare = withoutServerFields(at);
  const object = hasStatus(resource) ? withoutValue(bare, ['status']) : bare;
  const owned = tracked(
    context,
    resource,
    undefined,
    withManagedFields(object, []),
    { manager: options.manager, subresource: undefined },
  );
  return storeNew(context, resource, { ...decoded, object: owned }, options);
}

/** The same for the first apply of an object, whose ownership is known. */
export function createApplied(
  context: ClusterContext,
  resource: Resource,
  decoded: Decoded,
  options: WriteOptions,
): JsonObject {
  const namespace = namespaceOf(decoded.object);
  const name = nameOf(decoded.object);
  requireNamespace(context, resource, namespace, name);
  checkName(resource, name);
  const entries = managedFieldsOf(decoded.object);
  const bare = withoutServerFields(decoded.object);
  const object = hasStatus(resource) ? withoutValue(bare, ['status']) : bare;
  return storeNew(
    context,
    resource,
    { ...decoded, object: withManagedFields(object, entries) },
    options,
  );
}
