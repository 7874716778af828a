import { isMap, JsonObject, JsonValue } from '../objects/json';
import { printJson } from '../objects/text';
import { Components, OpenApiSchema, resolved } from './OpenApiSchema';

const isNumeric = (value: JsonValue) =>
  typeof value === 'number' || typeof value === 'bigint';

const goType = (value: JsonValue): string => {
  if (Array.isArray(value)) return 'list';
  if (isMap(value)) return 'map';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  return isNumeric(value) ? 'numeric' : 'null';
};

// The merge library prints numbers and truth values by their Go wrapper.
const goValue = (value: JsonValue): string =>
  typeof value === 'string'
    ? 'string'
    : `&value.valueUnstructured{Value:${
        isMap(value) || Array.isArray(value) ? goType(value) : String(value)
      }}`;

/**
 * What server-side apply refuses before it merges anything: fields that are not
 * declared, wrong types, and items that cannot be told apart. The texts are
 * those of structured-merge-diff.
 */
export function checkTyped(
  value: JsonValue,
  declared: OpenApiSchema,
  components: Components,
  path: string,
): string[] {
  if (value === null) return [];
  const schema = resolved(declared, components);
  if (schema.oneOf || schema['x-kubernetes-int-or-string']) return [];
  switch (schema.type) {
    case 'object':
      return checkMap(value, schema, components, path);
    case 'array':
      return checkList(value, schema, components, path);
    case 'string':
      return typeof value === 'string'
        ? []
        : [`${path}: expected string, got ${goValue(value)}`];
    case 'integer':
    case 'number':
      return isNumeric(value)
        ? []
        : [
            `${path}: expected numeric (int or float), got ${
              typeof value === 'string' ? 'string' : goType(value)
            }`,
          ];
    case 'boolean':
      return typeof value === 'boolean'
        ? []
        : [`${path}: expected boolean, got ${goValue(value)}`];
    default:
      return [];
  }
}

function checkMap(
  value: JsonValue,
  schema: OpenApiSchema,
  components: Components,
  path: string,
): string[] {
  if (!isMap(value)) return [`${path}: expected map, got ${goValue(value)}`];
  const { properties, additionalProperties } = schema;
  return Object.entries(value).flatMap(([key, item]) => {
    const at = `${path}.${key}`;
    const known = properties?.[key] ?? additionalProperties;
    if (known) return checkTyped(item, known, components, at);
    const open =
      !properties ||
      schema['x-kubernetes-preserve-unknown-fields'] === true ||
      schema['x-kubernetes-embedded-resource'] === true;
    return open ? [] : [`${at}: field not declared in schema`];
  });
}

function checkList(
  value: JsonValue,
  schema: OpenApiSchema,
  components: Components,
  path: string,
): string[] {
  if (!Array.isArray(value)) {
    return [`${path}: expected list, got ${goValue(value)}`];
  }
  const { items = {} } = schema;
  const itemSchema = resolved(items, components);
  const seen = new Set<string>();
  return value.flatMap((item, index) => {
    const key = itemKey(item, schema, itemSchema);
    if (key === undefined) {
      return checkTyped(item, items, components, `${path}[${index}]`);
    }
    const again = seen.has(key);
    seen.add(key);
    return [
      ...(again ? [`${path}: duplicate entries for key ${key}`] : []),
      ...checkTyped(item, items, components, `${path}${key}`),
    ];
  });
}

const keyValue = (
  item: JsonObject,
  key: string,
  schema: OpenApiSchema,
): JsonValue => item[key] ?? schema.properties?.[key]?.default ?? null;

// How the merge library tells an item from the others; undefined where it
// does not.
function itemKey(
  item: JsonValue,
  schema: OpenApiSchema,
  itemSchema: OpenApiSchema,
): string | undefined {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return `[=${printJson(item)}]`;
    case 'map': {
      if (!isMap(item)) return undefined;
      const keys = schema['x-kubernetes-list-map-keys'] ?? [];
      return `[${keys
        .toSorted()
        .map(key => `${key}=${printJson(keyValue(item, key, itemSchema))}`)
        .join(',')}]`;
    }
    default:
      return undefined;
  }
}
