import { applyServerSide, ManagedEntry } from '@backstage-gitops/drift';
import { ClusterContext } from '../ClusterContext';
import {
  applyConflict,
  badRequest,
  internalError,
  invalid,
} from '../errors/failures';
import {
  withMetadata,
  nameOf,
  namespaceOf,
  timestamp,
} from '../objects/metadata';
import { withoutValue } from '../objects/change';
import { JsonObject } from '../objects/json';
import { mapAt } from '../objects/read';
import {
  apiVersionOf,
  collectionOf,
  hasStatus,
  Resource,
} from '../resources/Resource';
import { servedAs } from '../reads/selection';
import { createApplied, requireNamespace } from './createObject';
import { decodeMerged } from './decode';
import { printFieldPath } from './fieldPath';
import { requireSame, storeChanged, throughDoor } from './updateObject';
import { Door, WriteOptions } from './WriteOptions';

/** Where an apply goes, and how. */
export interface ApplyRequest {
  namespace: string | undefined;
  name: string;
  door: Door;
  /** Takes fields from other managers instead of answering 409. */
  conflicts: 'refuse' | 'take';
  /** Whether the client named a field manager, which apply demands. */
  namesManager: boolean;
}

/** What became of an apply. */
export type Applied =
  | { status: 'created'; object: JsonObject }
  | { status: 'updated'; object: JsonObject };

function requireManager({ namesManager }: ApplyRequest) {
  if (namesManager) return;
  throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions', name: '' }, [
    {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    },
  ]);
}

// The path says where the object is; the body may repeat it.
function placed(
  resource: Resource,
  written: JsonObject,
  { namespace, name }: ApplyRequest,
): JsonObject {
  const metadata = mapAt(written, 'metadata');
  if (metadata.managedFields !== undefined && metadata.managedFields !== null) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const own = nameOf(written);
  if (own !== '' && own !== name) {
    throw badRequest(
      `the name of the object (${own}) does not match the name on the URL (${name})`,
    );
  }
  const inside = namespaceOf(written);
  if (resource.namespaced && inside !== undefined && inside !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return withMetadata(written, {
    name,
    ...(resource.namespaced && namespace !== undefined ? { namespace } : {}),
  });
}

// Each door takes its own part; what is applied through another is ignored.
function partFor(resource: Resource, door: Door, config: JsonObject) {
  if (door === 'status') {
    const { apiVersion, kind, metadata, status } = config;
    return {
      apiVersion: apiVersion ?? '',
      kind: kind ?? '',
      metadata: metadata ?? {},
      ...(status === undefined ? {} : { status }),
    };
  }
  return hasStatus(resource) ? withoutValue(config, ['status']) : config;
}

function refuseUntyped(
  { schemas }: ClusterContext,
  resource: Resource,
  config: JsonObject,
  namespace: string | undefined,
) {
  const problems = schemas.problemsOf(resource, config);
  if (problems.length === 0) return;
  const type = `${resource.group}/${resource.version}, Kind=${resource.kind}`;
  const [only] = problems;
  throw internalError(
    `failed to create typed patch object (${namespace ?? ''}/${nameOf(
      config,
    )}; ${type}): ${
      problems.length === 1
        ? only
        : `errors:\n${problems.map(problem => `  ${problem}`).join('\n')}`
    }`,
  );
}

// A built-in kind is read before it is merged: what its structs drop is no
// value to merge. A custom resource is merged as it is written.
function readConfig(
  context: ClusterContext,
  resource: Resource,
  config: JsonObject,
): JsonObject | undefined {
  if (resource.source.kind === 'custom') return undefined;
  const { object, findings } = context.schemas.conform(resource, config);
  return findings.unreadable.length > 0 ? undefined : object;
}

const describeManager = (entry: ManagedEntry) =>
  [
    JSON.stringify(entry.manager),
    ...(entry.subresource ? [`with subresource "${entry.subresource}"`] : []),
    ...(entry.operation === 'Update' ? [`using ${entry.apiVersion}`] : []),
  ].join(' ');

/**
 * Applies an object server-side: fields that are set become the manager's,
 * fields that it no longer sets are removed, fields of others are a conflict.
 */
export function applyObject(
  context: ClusterContext,
  resource: Resource,
  written: JsonObject,
  request: ApplyRequest,
  options: WriteOptions,
): Applied {
  requireManager(request);
  const { namespace, name, door } = request;
  const stored = context.store.get(collectionOf(resource), namespace, name);
  const live = stored && servedAs(resource, stored);
  const placedConfig = placed(resource, written, request);
  if (live) requireSame(resource, live, written, 'PATCH');
  else requireNamespace(context, resource, namespace, name);
  const config = partFor(resource, door, placedConfig);
  refuseUntyped(context, resource, config, namespaceOf(written));
  const result = applyServerSide({
    live,
    config,
    readAs: readConfig(context, resource, config),
    manager: options.manager,
    schema: context.schemas.typeOf(resource),
    force: request.conflicts === 'take',
    time: timestamp(context.clock()),
  });
  if (result.status === 'conflict') {
    throw applyConflict(
      result.conflicts.map(({ manager, path }) => ({
        manager: describeManager(manager),
        field: printFieldPath(path),
      })),
    );
  }
  const decoded = decodeMerged(context, resource, {
    ...result.object,
    apiVersion: apiVersionOf(resource),
  });
  if (!live) {
    return {
      status: 'created',
      object: createApplied(context, resource, decoded, options),
    };
  }
  const next = throughDoor(resource, live, decoded.object, door);
  return {
    status: 'updated',
    object: storeChanged(
      context,
      resource,
      live,
      { ...decoded, object: next },
      door,
      options,
    ),
  };
}
