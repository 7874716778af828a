import { layOver } from '../apply/layOver';
import { FieldSet, printPath } from '../fields';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { KindTraits, TypeSchema } from '../schema';
import { withoutBookkeeping } from './bookkeeping';
import { withBuiltInDefaults } from '../defaults/withBuiltInDefaults';
import { type Change, changesBetween } from './changesBetween';
import { dropDependents } from './dependentFields';
import { toKept, toPayload } from './serverForm';

/**
 * Tier one: what applying Git would make of a live object, without asking the server.
 *
 * @remarks
 *
 * It never misses a field that Git sets or that was applied before. Where it sees a difference the server decides: it
 * knows defaults and admission, this does not.
 *
 * @public
 */
export function compareLocally(options: {
  desired: JsonObject;
  live: JsonObject;
  schema: TypeSchema;
  traits: KindTraits;
  /** The field manager that Git is applied as. */
  manager: string;
}): { changes: Change[]; predicted: JsonObject } {
  const { desired, live, schema, traits, manager } = options;
  const { object, before } = layOver({
    live,
    config: desired,
    readAs: toPayload(desired, schema, traits),
    manager,
    schema,
  });
  const kept = toKept(object, schema, traits);
  const predicted = dropDependents({
    live,
    predicted: withDefaults(kept, traits),
    desired,
  });
  const owned = before?.fields ?? FieldSet.empty;
  const changes = changesTo(predicted, { live, kept, schema, traits }).filter(
    change =>
      // What we own and what is not there was dropped when the server read it: a zero, a null, an empty list. Had
      // anybody removed it since, nobody would own it.
      !(
        change.op === 'add' &&
        isZero(change.to?.value) &&
        owned.has(change.path)
      ),
  );
  return { changes, predicted };
}

function withDefaults(object: JsonObject, traits: KindTraits): JsonObject {
  return traits.origin === 'builtIn' ? withBuiltInDefaults(object) : object;
}

/**
 * The changes that lead to what is predicted; without those that only come of defaults which this server does not know,
 * or the live object would have them.
 */
function changesTo(
  predicted: JsonObject,
  options: {
    live: JsonObject;
    /** What is predicted, without defaults. */
    kept: JsonObject;
    schema: TypeSchema;
    traits: KindTraits;
  },
): Change[] {
  const { live, kept, schema, traits } = options;
  const between = (from: JsonObject, to: JsonObject) =>
    changesBetween(withoutBookkeeping(from), withoutBookkeeping(to), schema);
  const changes = between(live, predicted);
  if (changes.length === 0) return changes;
  const known = new Set(
    [
      ...between(live, kept),
      ...between(withDefaults(live, traits), predicted),
    ].map(({ path }) => printPath(path)),
  );
  return changes.filter(({ path }) => known.has(printPath(path)));
}

function isZero(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || !value;
}
