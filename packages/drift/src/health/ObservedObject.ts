import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../json';

/** One entry of `status.conditions`, with the fields that health reads. */
export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  severity: string;
  observedGeneration?: number;
}

type Path = Array<string | number>;

/** The text at a path; empty where there is none. */
export function textAt(object: JsonValue | undefined, ...path: Path): string {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : '';
}

/** The number at a path, undefined where there is none. */
export function numberAt(
  object: JsonValue | undefined,
  ...path: Path
): number | undefined {
  const value = valueAt(object, path);
  return typeof value === 'number' || typeof value === 'bigint'
    ? Number(value)
    : undefined;
}

/** The count at a path; zero where the API server leaves it out. */
export function countAt(object: JsonValue | undefined, ...path: Path): number {
  return numberAt(object, ...path) ?? 0;
}

/** Is there a literal `true` at a path? */
export function isTrueAt(
  object: JsonValue | undefined,
  ...path: Path
): boolean {
  return valueAt(object, path) === true;
}

/** The objects in the list at a path. */
export function objectsAt(
  object: JsonValue | undefined,
  ...path: Path
): JsonObject[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The API group of an object; empty for the core group. */
export function groupOf(object: JsonObject): string {
  const apiVersion = textAt(object, 'apiVersion');
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The conditions in the list at a path. */
export function conditionsAt(
  object: JsonValue | undefined,
  ...path: Path
): Condition[] {
  return objectsAt(object, ...path).map(entry => ({
    type: textAt(entry, 'type'),
    status: statusOf(valueAt(entry, ['status'])),
    reason: textAt(entry, 'reason'),
    message: textAt(entry, 'message'),
    severity: textAt(entry, 'severity'),
    observedGeneration: numberAt(entry, 'observedGeneration'),
  }));
}

/** Some controllers write booleans where the convention asks for text. */
function statusOf(value: JsonValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? value : '';
}

/**
 * Has the controller not yet seen the newest spec, by `observedGeneration` of
 * the status or of its Ready condition?
 */
export function isStale(object: JsonObject): boolean {
  const generation = numberAt(object, 'metadata', 'generation') ?? 0;
  const ready = conditionsAt(object, 'status', 'conditions').filter(
    ({ type }) => type === 'Ready',
  );
  return [
    numberAt(object, 'status', 'observedGeneration'),
    ...ready.map(({ observedGeneration }) => observedGeneration),
  ].some(observed => observed !== undefined && observed < generation);
}
