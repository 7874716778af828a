import { ClusterContext } from '../ClusterContext';
import { badRequest, invalid, resourceNotFound } from '../errors/failures';
import { withValue } from '../objects/change';
import { JsonObject } from '../objects/json';
import {
  nameOf,
  namespaceOf,
  resourceVersionOf,
  uidOf,
} from '../objects/metadata';
import { mapAt, numberAt, textAt, valueAt } from '../objects/read';
import { apiVersionOf, Resource, ScalePaths } from '../resources/Resource';
import {
  printLabelSelector,
  readLabelSelector,
} from '../selectors/labelSelector';
import { managedFieldsOf, withManagedFields } from './ownership';
import { scaleOwnership } from './scaleOwnership';
import { requireSame, storeChanged } from './updateObject';
import { WriteOptions } from './WriteOptions';

function pathsOf(resource: Resource): ScalePaths {
  if (!resource.scale) throw resourceNotFound();
  return resource.scale;
}

function selectorOf(object: JsonObject, paths: ScalePaths): string | undefined {
  if (paths.selector) return textAt(object, ...paths.selector);
  const selector = mapAt(object, 'spec', 'selector');
  if (Object.keys(selector).length === 0) return undefined;
  return printLabelSelector(readLabelSelector(selector));
}

/** An object as its scale: how many replicas are asked for and there. */
export function scaleOf(resource: Resource, object: JsonObject): JsonObject {
  const paths = pathsOf(resource);
  const replicas = numberAt(object, ...paths.spec) ?? 0;
  const selector = selectorOf(object, paths);
  const namespace = namespaceOf(object);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: nameOf(object),
      ...(namespace === undefined ? {} : { namespace }),
      uid: uidOf(object),
      resourceVersion: resourceVersionOf(object) ?? '',
      creationTimestamp:
        textAt(object, 'metadata', 'creationTimestamp') ?? null,
    },
    spec: replicas === 0 ? {} : { replicas },
    status: {
      replicas: numberAt(object, ...paths.status) ?? 0,
      ...(selector === undefined ? {} : { selector }),
    },
  };
}

/** Writes a scale, and with it the replicas of the object. */
export function writeScale(
  context: ClusterContext,
  resource: Resource,
  live: JsonObject,
  scale: JsonObject,
  options: WriteOptions,
): JsonObject {
  const paths = pathsOf(resource);
  requireSame(resource, live, scale, 'PUT');
  const asked = valueAt(scale, 'spec', 'replicas') ?? 0;
  if (typeof asked !== 'number' || !Number.isInteger(asked)) {
    throw badRequest(
      'Scale in version "v1" cannot be handled as a Scale: spec.replicas is no whole number',
    );
  }
  if (asked < 0) {
    throw invalid({ group: 'autoscaling', kind: 'Scale', name: nameOf(live) }, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${asked}: must be greater than or equal to 0`,
        field: 'spec.replicas',
      },
    ]);
  }
  const entries = scaleOwnership(
    managedFieldsOf(live),
    paths.spec,
    { before: numberAt(live, ...paths.spec) ?? 0, after: asked },
    { manager: options.manager, subresource: 'scale' },
    apiVersionOf(resource),
  );
  const object = withManagedFields(withValue(live, paths.spec, asked), entries);
  const next = { object, invalid: [] };
  const stored = storeChanged(context, resource, live, next, 'main', options);
  return scaleOf(resource, stored);
}
