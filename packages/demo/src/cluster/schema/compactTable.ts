import { isMap, JsonObject, JsonValue } from '../objects/json';
import {
  Components,
  OpenApiSchema,
  referenced,
  referenceTo,
} from './OpenApiSchema';

/**
 * Schemas with one-letter keys and without a word of description: the form in
 * which the table of built-in kinds is kept in the repository.
 */
export type CompactTable = JsonObject;

// Keys that are copied as they are.
const PLAIN = {
  t: 'type',
  f: 'format',
  q: 'required',
  e: 'enum',
  d: 'default',
  l: 'x-kubernetes-list-type',
  k: 'x-kubernetes-list-map-keys',
  a: 'x-kubernetes-map-type',
  s: 'x-kubernetes-patch-strategy',
  y: 'x-kubernetes-patch-merge-key',
  u: 'x-kubernetes-preserve-unknown-fields',
  g: 'x-kubernetes-group-version-kind',
} as const;

function shrinkOne(schema: OpenApiSchema): JsonValue {
  const source: Record<string, unknown> = { ...schema };
  const small: JsonObject = {};
  for (const [letter, key] of Object.entries(PLAIN)) {
    const value = source[key];
    if (value !== undefined) small[letter] = plainJson(value);
  }
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (reference !== undefined) small.r = referenced(reference);
  if (schema.items) small.i = shrinkOne(schema.items);
  if (schema.additionalProperties)
    small.m = shrinkOne(schema.additionalProperties);
  if (schema.oneOf) small.o = schema.oneOf.map(shrinkOne);
  if (schema.properties) {
    small.p = Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [
        key,
        shrinkOne(value),
      ]),
    );
  }
  // Most fields are only a type or only a reference: one text says it.
  const keys = Object.keys(small);
  if (keys.length === 1 && typeof small.t === 'string') return small.t;
  if (keys.length === 1 && typeof small.r === 'string') return `#${small.r}`;
  return small;
}

function plainJson(value: unknown): JsonValue {
  const copied: JsonValue = JSON.parse(JSON.stringify(value));
  return copied;
}

function growOne(small: JsonValue | undefined): OpenApiSchema {
  if (typeof small === 'string') {
    return small.startsWith('#')
      ? { $ref: referenceTo(small.slice(1)) }
      : { type: small };
  }
  if (!isMap(small)) return {};
  const grown: Record<string, unknown> = {};
  for (const [letter, key] of Object.entries(PLAIN)) {
    if (small[letter] !== undefined) grown[key] = small[letter];
  }
  const schema: OpenApiSchema = grown;
  if (typeof small.r === 'string') {
    const $ref = referenceTo(small.r);
    // A reference may carry nothing else, so a default needs `allOf`.
    if (Object.keys(grown).length === 0) return { $ref };
    schema.allOf = [{ $ref }];
  }
  if (small.i !== undefined) schema.items = growOne(small.i);
  if (small.m !== undefined) schema.additionalProperties = growOne(small.m);
  if (Array.isArray(small.o)) schema.oneOf = small.o.map(growOne);
  if (isMap(small.p)) {
    schema.properties = Object.fromEntries(
      Object.entries(small.p).map(([key, value]) => [key, growOne(value)]),
    );
  }
  return schema;
}

/** The compact form of schemas. */
export const shrinkSchemas = (components: Components): CompactTable =>
  Object.fromEntries(
    Object.entries(components).map(([name, schema]) => [
      name,
      shrinkOne(schema),
    ]),
  );

/** Schemas from their compact form. */
export const growSchemas = (table: CompactTable): Components =>
  Object.fromEntries(
    Object.entries(table).map(([name, small]) => [name, growOne(small)]),
  );
