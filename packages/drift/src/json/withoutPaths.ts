import { isJsonObject, type JsonObject, type JsonValue } from './JsonValue';

type Path = ReadonlyArray<string | number>;

/**
 * A value without what some paths name; the same value where they name nothing.
 *
 * @returns undefined where a path names the whole.
 */
export function withoutPaths(
  value: JsonValue,
  paths: readonly Path[],
): JsonValue | undefined {
  if (paths.length === 0) return value;
  if (paths.some(path => path.length === 0)) return undefined;
  const byStep = new Map<string, Path[]>();
  for (const [step, ...rest] of paths) {
    byStep.set(String(step), [...(byStep.get(String(step)) ?? []), rest]);
  }
  if (Array.isArray(value)) {
    const left = value.map((item, index) =>
      withoutPaths(item, byStep.get(String(index)) ?? []),
    );
    return left.every((item, index) => item === value[index])
      ? value
      : left.filter((item): item is JsonValue => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  let left: JsonObject | undefined;
  for (const [step, below] of byStep) {
    if (!Object.hasOwn(value, step)) continue;
    const kept = withoutPaths(value[step], below);
    if (kept === value[step]) continue;
    left ??= { ...value };
    if (kept === undefined) delete left[step];
    else left[step] = kept;
  }
  return left ?? value;
}
