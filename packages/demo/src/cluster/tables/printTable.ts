import { JsonObject } from '../objects/json';
import { mapAt } from '../objects/read';
import { Resource } from '../resources/Resource';
import { builtInColumns } from './builtInColumns';
import { customColumns } from './customColumns';

/** How much of each object its row carries besides the cells. */
export type Include = 'Metadata' | 'Object' | 'None';

/** Reads `includeObject` of a query. */
export function includesOf(query: URLSearchParams): Include {
  const asked = query.get('includeObject');
  return asked === 'Object' || asked === 'None' ? asked : 'Metadata';
}

function rowObject(object: JsonObject, include: Include): JsonObject {
  switch (include) {
    case 'Object':
      return { object };
    case 'None':
      return {};
    default:
      return {
        object: {
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
          metadata: mapAt(object, 'metadata'),
        },
      };
  }
}

/** Objects as a `meta.k8s.io/v1` Table, which `kubectl get` asks for. */
export function printTable(
  resource: Resource,
  objects: readonly JsonObject[],
  metadata: JsonObject,
  options: { now: Date; include: Include },
): JsonObject {
  const columns =
    resource.source.kind === 'custom'
      ? customColumns(resource.source.version)
      : builtInColumns(resource.kind);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(column => ({
      name: column.name,
      type: column.type,
      format: column.format ?? '',
      description: column.name,
      priority: column.priority,
    })),
    rows: objects.map(object => ({
      cells: columns.map(column => column.cell(object, options.now)),
      ...rowObject(object, options.include),
    })),
  };
}
