import { JsonObject } from '../objects/json';
import { mapAt } from '../objects/read';
import { Resource } from '../resources/Resource';
import { OpenApiSchema, referenceTo } from '../schema/OpenApiSchema';

export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The component name of a custom resource: its group backwards. */
export const customComponent = ({ group, version, kind }: Resource) =>
  `${group.split('.').toReversed().join('.')}.${version}.${kind}`;

/** The schema in a definition's version; an open one where it has none. */
export const declaredSchema = (version: JsonObject): JsonObject =>
  mapAt(version, 'schema', 'openAPIV3Schema');

/** The fields that every object has, an embedded one too. */
const TYPE_FIELDS: Record<string, OpenApiSchema> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { allOf: [{ $ref: referenceTo(OBJECT_META) }] },
};

const mapped = (
  schemas: Record<string, OpenApiSchema>,
): Record<string, OpenApiSchema> =>
  Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [key, published(schema)]),
  );

// Objects inside an object are published with the fields every object has.
function published(schema: OpenApiSchema): OpenApiSchema {
  const { properties, items, additionalProperties } = schema;
  const embedded =
    schema['x-kubernetes-embedded-resource'] === true ? TYPE_FIELDS : {};
  const all = { ...embedded, ...(properties ? mapped(properties) : {}) };
  return {
    ...schema,
    ...(Object.keys(all).length > 0 ? { properties: all } : {}),
    ...(items ? { items: published(items) } : {}),
    // A definition may also say `true` here.
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: published(additionalProperties) }
      : {}),
  };
}

/**
 * What the server publishes for a custom resource: the declared schema with
 * the fields that every object has.
 */
export function customSchema(
  resource: Resource,
  version: JsonObject,
): OpenApiSchema {
  const declared = published(declaredSchema(version));
  const gvk = {
    group: resource.group,
    kind: resource.kind,
    version: resource.version,
  };
  return {
    ...declared,
    type: 'object',
    properties: {
      ...declared.properties,
      ...TYPE_FIELDS,
    },
    'x-kubernetes-group-version-kind': [gvk],
  };
}
