import { isMap, JsonObject, JsonValue } from '../objects/json';
import { Findings, join } from './Findings';
import { Components, OpenApiSchema, resolved } from './OpenApiSchema';
import { canonicalQuantity } from './quantity';
import { isLeftOut } from './zeroValues';

const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

const isNumeric = (value: JsonValue) =>
  typeof value === 'number' || typeof value === 'bigint';

const kindOf = (value: JsonValue): string => {
  if (Array.isArray(value)) return 'array';
  if (isMap(value)) return 'object';
  return isNumeric(value) ? 'number' : typeof value;
};

const refersTo = (property: OpenApiSchema, name: string) =>
  (property.$ref ?? property.allOf?.[0]?.$ref)?.endsWith(`/${name}`) ?? false;

// OpenAPI gives a struct that is not a pointer an empty map as its default.
const isPlainStruct = (property: OpenApiSchema) =>
  isMap(property.default) &&
  Object.keys(property.default).length === 0 &&
  (property.$ref ?? property.allOf) !== undefined;

/**
 * Reads objects of built-in kinds as the API server's Go structs do: unknown
 * fields and nulls are dropped, plain structs appear even if empty, empty maps
 * and lists disappear, and quantities get their one spelling.
 */
export class BuiltInReader {
  readonly #components: Components;
  readonly #findings: Findings;

  constructor(components: Components, findings: Findings) {
    this.#components = components;
    this.#findings = findings;
  }

  object(value: JsonObject, schema: OpenApiSchema, path: string): JsonObject {
    const { properties = {}, required = [] } = schema;
    const result: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      const property = properties[key];
      const at = join(path, key);
      if (!property) {
        this.#findings.unknown.push(at);
        continue;
      }
      const kept = this.#member(
        key,
        item,
        property,
        at,
        required.includes(key),
      );
      if (kept !== undefined) result[key] = kept;
    }
    for (const [key, property] of Object.entries(properties)) {
      if (result[key] === undefined && isPlainStruct(property)) {
        const child = resolved(property, this.#components);
        result[key] = this.object({}, child, join(path, key));
      }
    }
    return result;
  }

  #member(
    name: string,
    value: JsonValue,
    property: OpenApiSchema,
    path: string,
    required: boolean,
  ): JsonValue | undefined {
    if (value === null) return undefined;
    const schema = resolved(property, this.#components);
    const kept = this.#value(value, property, schema, path);
    if (kept === undefined || required) return kept;
    if (Array.isArray(kept)) return kept.length === 0 ? undefined : kept;
    if (isMap(kept)) {
      const emptyMap =
        schema.additionalProperties !== undefined &&
        Object.keys(kept).length === 0;
      return emptyMap ? undefined : kept;
    }
    if (kept === null || schema.default !== undefined) return kept;
    return isLeftOut(name, kept) ? undefined : kept;
  }

  #value(
    value: JsonValue,
    property: OpenApiSchema,
    schema: OpenApiSchema,
    path: string,
  ): JsonValue | undefined {
    if (refersTo(property, QUANTITY)) return this.#quantity(value, path);
    if (schema.oneOf || schema.format === 'int-or-string') return value;
    switch (schema.type) {
      case 'object':
        return this.#map(value, schema, path);
      case 'array':
        return this.#list(value, schema, path);
      case 'string':
        return this.#text(value, schema, path);
      case 'integer':
      case 'number':
        return isNumeric(value) ? value : this.#wrong(value, 'number', path);
      case 'boolean':
        return typeof value === 'boolean'
          ? value
          : this.#wrong(value, 'bool', path);
      default:
        return value;
    }
  }

  #map(value: JsonValue, schema: OpenApiSchema, path: string) {
    if (!isMap(value)) return this.#wrong(value, 'object', path);
    const { additionalProperties: items } = schema;
    if (schema.properties) return this.object(value, schema, path);
    // A raw extension, or a kind of metadata that nobody describes.
    if (!items) return value;
    const result: JsonObject = {};
    const itemSchema = resolved(items, this.#components);
    for (const [key, item] of Object.entries(value)) {
      const kept =
        item === null
          ? zeroOf(itemSchema)
          : this.#value(item, items, itemSchema, join(path, key));
      if (kept !== undefined) result[key] = kept;
    }
    return result;
  }

  #list(value: JsonValue, schema: OpenApiSchema, path: string) {
    if (!Array.isArray(value)) return this.#wrong(value, 'array', path);
    const { items } = schema;
    if (!items) return value;
    const itemSchema = resolved(items, this.#components);
    const result: JsonValue[] = [];
    for (const [index, item] of value.entries()) {
      const kept =
        item === null
          ? zeroOf(itemSchema)
          : this.#value(item, items, itemSchema, `${path}[${index}]`);
      if (kept !== undefined) result.push(kept);
    }
    return result;
  }

  #text(value: JsonValue, schema: OpenApiSchema, path: string) {
    if (typeof value !== 'string') return this.#wrong(value, 'string', path);
    if (schema.format === 'byte') {
      const end = /^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/.test(value)
        ? value.replaceAll(/[\r\n]/g, '')
        : '?';
      if (end.length % 4 !== 0) {
        const at = value.search(/[^A-Za-z0-9+/\r\n]/);
        this.#findings.unreadable.push({
          path,
          message: `illegal base64 data at input byte ${
            at < 0 ? value.length - (value.length % 4) : at
          }`,
        });
      }
    }
    return value;
  }

  #quantity(value: JsonValue, path: string) {
    const canonical = canonicalQuantity(String(value));
    if (canonical !== undefined) return canonical;
    this.#findings.unreadable.push({
      path,
      message:
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    });
    return undefined;
  }

  #wrong(value: JsonValue, wanted: string, path: string): undefined {
    this.#findings.unreadable.push({
      path,
      message: `json: cannot unmarshal ${kindOf(
        value,
      )} into Go struct field .${path} of type ${wanted}`,
    });
    return undefined;
  }
}

function zeroOf(schema: OpenApiSchema): JsonValue | undefined {
  switch (schema.type) {
    case 'string':
      return '';
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'object':
      return {};
    default:
      return undefined;
  }
}
