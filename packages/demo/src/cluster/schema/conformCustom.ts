import { copyOf, isMap, JsonObject, JsonValue } from '../objects/json';
import { Findings, join } from './Findings';

/** A custom resource's own schema, as its definition carries it. */
type Structural = JsonObject;

const child = (schema: Structural, key: string): Structural | undefined => {
  const found = schema[key];
  return isMap(found) ? found : undefined;
};

/** What a structural schema is read with. */
export interface StructuralReading {
  findings: Findings;
  /** Reads the metadata of an object inside an object. */
  readMetadata: (metadata: JsonObject, path: string) => JsonObject;
}

/**
 * Prunes and defaults a value by a structural schema: what is not described is
 * dropped unless it is to be preserved; a null that is not allowed is dropped
 * where a default takes its place.
 */
export function readStructural(
  value: JsonValue,
  schema: Structural,
  path: string,
  reading: StructuralReading,
): JsonValue {
  if (Array.isArray(value)) {
    const items = child(schema, 'items');
    if (!items) return value;
    return value.map((item, index) =>
      readStructural(item, items, `${path}[${index}]`, reading),
    );
  }
  if (!isMap(value)) return value;
  const properties = child(schema, 'properties') ?? {};
  const others = child(schema, 'additionalProperties');
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  const open =
    embedded ||
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema.additionalProperties === true;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    const at = join(path, key);
    const known = properties[key];
    const itemSchema = isMap(known) ? known : others;
    if (!itemSchema) {
      if (open) result[key] = item;
      else reading.findings.unknown.push(at);
      continue;
    }
    const hidden =
      item === null &&
      itemSchema.nullable !== true &&
      itemSchema.default !== undefined;
    if (!hidden) result[key] = readStructural(item, itemSchema, at, reading);
  }
  for (const [key, known] of Object.entries(properties)) {
    if (!isMap(known) || result[key] !== undefined) continue;
    if (known.default === undefined) continue;
    result[key] = readStructural(
      copyOf(known.default),
      known,
      join(path, key),
      reading,
    );
  }
  const { metadata } = result;
  if (embedded && isMap(metadata)) {
    result.metadata = reading.readMetadata(metadata, join(path, 'metadata'));
  }
  return result;
}
