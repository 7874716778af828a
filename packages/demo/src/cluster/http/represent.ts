import { JsonObject } from '../objects/json';
import { mapAt } from '../objects/read';
import { apiVersionOf, Resource } from '../resources/Resource';
import { includesOf, printTable } from '../tables/printTable';
import { Representation } from './negotiate';

/** Who is asking for what, and when. */
export interface View {
  representation: Representation;
  resource: Resource;
  query: URLSearchParams;
  now: Date;
}

const metadataOnly = (object: JsonObject): JsonObject => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: mapAt(object, 'metadata'),
});

/** One object in the form that was asked for. */
export function representOne(view: View, object: JsonObject): JsonObject {
  switch (view.representation) {
    case 'table':
      return printTable(
        view.resource,
        [object],
        { resourceVersion: mapAt(object, 'metadata').resourceVersion ?? '' },
        { now: view.now, include: includesOf(view.query) },
      );
    case 'metadata':
      return metadataOnly(object);
    default:
      return object;
  }
}

/** A list in the form that was asked for. */
export function representList(
  view: View,
  items: readonly JsonObject[],
  metadata: JsonObject,
): JsonObject {
  switch (view.representation) {
    case 'table':
      return printTable(view.resource, items, metadata, {
        now: view.now,
        include: includesOf(view.query),
      });
    case 'metadata':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
        items: items.map(metadataOnly),
      };
    default:
      return {
        kind: view.resource.listKind,
        apiVersion: apiVersionOf(view.resource),
        metadata,
        items:
          view.resource.source.kind === 'custom'
            ? [...items]
            : items.map(withoutType),
      };
  }
}

// Items of built-in lists carry no kind of their own: the list says it.
function withoutType(object: JsonObject): JsonObject {
  const { kind: _, apiVersion: __, ...rest } = object;
  return rest;
}
