import { changesBetween } from '../compare/changesBetween';
import { readManagedFields } from '../fields';
import { isJsonObject, type JsonObject } from '../json';
import { withoutPaths } from '../json/withoutPaths';
import type { TypeSchema } from '../schema';

type Pointer = ReadonlyArray<string | number>;

/**
 * Both sides without the fields that differ and that trusted managers own in the live object. What is only on one side
 * stays.
 *
 * @public
 */
export function withoutTrusted(options: {
  desired: JsonObject | undefined;
  live: JsonObject | undefined;
  managers: readonly string[];
  schema: TypeSchema;
}): { desired: JsonObject | undefined; live: JsonObject | undefined } {
  const { desired, live, managers, schema } = options;
  if (!desired || !live || managers.length === 0) return { desired, live };
  const trusted = readManagedFields(live).filter(({ manager }) =>
    managers.includes(manager),
  );
  const inLive: Pointer[] = [];
  const inDesired: Pointer[] = [];
  for (const { path, from, to } of changesBetween(live, desired, schema)) {
    if (from && to && trusted.some(({ fields }) => fields.has(path))) {
      inLive.push(from.pointer);
      inDesired.push(to.pointer);
    }
  }
  return {
    desired: without(desired, inDesired),
    live: without(live, inLive),
  };
}

function without(object: JsonObject, pointers: Pointer[]): JsonObject {
  const rest = withoutPaths(object, pointers);
  return isJsonObject(rest) ? rest : object;
}
