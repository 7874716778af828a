import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { SchemaCatalog } from '../schema';
import { identityOf } from '../ignore/withoutDifferences';
import { canonicalDuration } from './canonicalDuration';
import { keepBuiltIn } from './serverForm';

/** A field of a custom kind that holds a type of Kubernetes itself. @public */
export interface KnownTypeField {
  /** Its group and version, and its name: `core/v1/PodSpec`, `core/Quantity`, `meta/v1/Duration`. */
  type: string;
  /** Names with dots between them; lists on the way are gone through. */
  field: string;
}

/** Fields of widely used kinds that are known without being told. */
const ALWAYS_KNOWN: Readonly<Record<string, readonly KnownTypeField[]>> = {
  'argoproj.io/Rollout': [
    { type: 'core/v1/PodSpec', field: 'spec.template.spec' },
  ],
};

type Canonical = (value: JsonValue) => JsonValue;

function canonicalOf(
  type: string,
  catalog: SchemaCatalog,
): Canonical | undefined {
  if (type === 'core/Quantity') {
    return value => keepBuiltIn(value, { kind: 'scalar', format: 'quantity' });
  }
  if (type === 'meta/v1/Duration') return canonicalDuration;
  const known = catalog.named(`io.k8s.api.${type.replace(/\//g, '.')}`);
  return known && (value => each(value, item => keepBuiltIn(item, known)));
}

/** A list of a type is declared as the type. */
function each(value: JsonValue, change: Canonical): JsonValue {
  return Array.isArray(value) ? value.map(change) : change(value);
}

function replaceAt(
  value: JsonValue,
  [name, ...rest]: string[],
  change: Canonical,
): JsonValue {
  if (name === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map(item => replaceAt(item, [name, ...rest], change));
  }
  if (!isJsonObject(value) || value[name] === undefined) return value;
  return { ...value, [name]: replaceAt(value[name], rest, change) };
}

/**
 * A custom resource with some fields in the form in which Kubernetes would keep them, so that equal amounts and
 * durations look equal. Fields of types that nothing is known of stay.
 *
 * @public
 */
export function asKnownTypes(
  object: JsonObject,
  fields: readonly KnownTypeField[],
  catalog: SchemaCatalog,
): JsonObject {
  let result: JsonValue = object;
  const { group, kind } = identityOf(object);
  const known = ALWAYS_KNOWN[`${group}/${kind}`] ?? [];
  for (const { type, field } of [...known, ...fields]) {
    const change = canonicalOf(type, catalog);
    if (change) result = replaceAt(result, field.split('.'), change);
  }
  return isJsonObject(result) ? result : object;
}
