import type { JsonObject, JsonValue } from '../json';

/** What a field comes to, where that depends on what is beside it; undefined where it stays as it is. */
export type Conditional = (parent: JsonObject) => JsonValue | undefined;

/** Defaults by place: names with dots between them, `[]` after a list, for each of its items. */
export type Defaults = Readonly<Record<string, JsonValue | Conditional>>;

/** Defaults of a part, as those of the whole. */
export function at(prefix: string, defaults: Defaults | JsonObject): Defaults {
  return Object.fromEntries(
    Object.entries(defaults).map(([place, value]) => [prefix + place, value]),
  );
}

/** A default for a field that is not there, where something else is as it must be. */
export function absent(
  name: string,
  value: (parent: JsonObject) => JsonValue | undefined,
): Conditional {
  return parent =>
    parent[name] === undefined || parent[name] === null
      ? value(parent)
      : undefined;
}
