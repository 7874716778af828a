import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { objectAt, textAt } from '../json/JsonValue';
import type { RawCatalog, RawField, RawType } from './RawType';
import { SchemaCatalog } from './SchemaCatalog';

const COMPONENT = '#/components/schemas/';

/** Types that the API machinery reads in a way of their own, whatever their schema says. */
const KNOWN: ReadonlyMap<string, RawType> = new Map<string, RawType>([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', { scalar: 'quantity' }],
  [
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
    { scalar: 'intOrString' },
  ],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1', { any: true }],
  ['io.k8s.apimachinery.pkg.runtime.RawExtension', { any: true }],
]);

const EMBEDDED: Record<string, RawField> = {
  apiVersion: { type: { scalar: 'plain' } },
  kind: { type: { scalar: 'plain' } },
  metadata: {
    type: { ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' },
  },
};

function texts(value: JsonValue | undefined): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

/** `allOf` with one reference is how a reference gets a description and a default. */
function referenceOf(schema: JsonObject): string | undefined {
  const [only] = Array.isArray(schema.allOf) ? schema.allOf : [];
  const reference = textAt(schema, '$ref') ?? textAt(only, '$ref');
  return reference?.startsWith(COMPONENT)
    ? reference.slice(COMPONENT.length)
    : undefined;
}

function listOf(schema: JsonObject): RawType {
  const list = isJsonObject(schema.items)
    ? typeOf(schema.items)
    : { any: true as const };
  switch (schema['x-kubernetes-list-type']) {
    case 'map':
      return { list, merge: texts(schema['x-kubernetes-list-map-keys']) };
    case 'set':
      return { list, merge: 'set' };
    default:
      return { list };
  }
}

function objectOf(schema: JsonObject): RawType {
  const properties = objectAt(schema, 'properties');
  const atomic =
    schema['x-kubernetes-map-type'] === 'atomic'
      ? { atomic: true as const }
      : {};
  const additional = schema.additionalProperties;
  const preserved =
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    additional === true;
  if (properties && Object.keys(properties).length > 0) {
    const embedded =
      schema['x-kubernetes-embedded-resource'] === true ? EMBEDDED : {};
    return {
      struct: {
        ...embedded,
        ...Object.fromEntries(
          Object.entries(properties).flatMap(([name, value]) =>
            isJsonObject(value) ? [[name, fieldOf(value)]] : [],
          ),
        ),
      },
      ...(preserved || isJsonObject(additional) ? { open: true as const } : {}),
      ...atomic,
    };
  }
  if (isJsonObject(additional)) return { map: typeOf(additional), ...atomic };
  return { any: true };
}

function typeOf(schema: JsonObject): RawType {
  const reference = referenceOf(schema);
  const mapType = schema['x-kubernetes-map-type'];
  if (reference !== undefined) {
    return mapType === undefined
      ? { ref: reference }
      : { ref: reference, atomic: mapType === 'atomic' };
  }
  if (schema['x-kubernetes-int-or-string'] === true) {
    return { scalar: 'intOrString' };
  }
  switch (schema.type) {
    case 'array':
      return listOf(schema);
    case 'object':
      return objectOf(schema);
    case 'string':
      return { scalar: schema.format === 'byte' ? 'bytes' : 'plain' };
    case 'integer':
    case 'number':
    case 'boolean':
      return { scalar: 'plain' };
    default:
      return isJsonObject(schema.properties) ? objectOf(schema) : { any: true };
  }
}

function fieldOf(schema: JsonObject): RawField {
  const strategy = textAt(schema, 'x-kubernetes-patch-strategy');
  const key = textAt(schema, 'x-kubernetes-patch-merge-key');
  return {
    type: typeOf(schema),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(schema.nullable === true ? { nullable: true as const } : {}),
    ...(strategy
      ? { patch: { strategy: strategy.split(','), ...(key ? { key } : {}) } }
      : {}),
  };
}

/** The kinds that have a path ending in `/status`. */
function kindsWithStatus(document: JsonObject): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, methods] of Object.entries(
    objectAt(document, 'paths') ?? {},
  )) {
    if (!path.endsWith('/{name}/status') || !isJsonObject(methods)) continue;
    for (const method of Object.values(methods)) {
      const one = objectAt(method, 'x-kubernetes-group-version-kind');
      const group = textAt(one, 'group');
      const version = textAt(one, 'version');
      if (version) {
        found.add(
          `${group ? `${group}/` : ''}${version}/${textAt(one, 'kind')}`,
        );
      }
    }
  }
  return found;
}

/**
 * Reads a document of `/openapi/v3`. Custom resources are in it as well, with their defaults.
 *
 * @public
 */
export function readOpenApi(document: JsonObject): SchemaCatalog {
  const schemas = objectAt(objectAt(document, 'components'), 'schemas') ?? {};
  const catalog: RawCatalog = { types: {}, kinds: {} };
  const withStatus = kindsWithStatus(document);
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isJsonObject(schema)) continue;
    catalog.types[name] = KNOWN.get(name) ?? typeOf(schema);
    const kinds = schema['x-kubernetes-group-version-kind'];
    for (const one of Array.isArray(kinds) ? kinds : []) {
      const group = textAt(one, 'group');
      const version = textAt(one, 'version');
      const kind = textAt(one, 'kind');
      if (version && kind) {
        const apiVersion = group ? `${group}/${version}` : version;
        const key = `${apiVersion}/${kind}`;
        catalog.kinds[key] = {
          type: name,
          ...(withStatus.has(key) ? { status: true } : {}),
        };
      }
    }
  }
  return new SchemaCatalog(catalog);
}
