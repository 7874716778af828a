import { layOver } from '../apply/layOver';
import { FieldSet } from '../fields';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { KindTraits, TypeSchema } from '../schema';
import { withoutBookkeeping } from './bookkeeping';
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
  const predicted = dropDependents({
    live,
    predicted: toKept(object, schema, traits),
    desired,
  });
  const owned = before?.fields ?? FieldSet.empty;
  const changes = changesBetween(
    withoutBookkeeping(live),
    withoutBookkeeping(predicted),
    schema,
  ).filter(
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

function isZero(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || !value;
}
