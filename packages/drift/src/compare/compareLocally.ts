import { applyServerSide } from '../apply';
import { FieldSet, readManagedFields } from '../fields';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { KindTraits, TypeSchema } from '../schema';
import { withoutBookkeeping } from './bookkeeping';
import { type Change, changesBetween } from './changesBetween';
import { dropDependents } from './dependentFields';
import { toKept, toPayload } from './serverForm';

/**
 * Tier one: what applying Git would change, without asking the server.
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
}): Change[] {
  const { desired, live, schema, traits, manager } = options;
  const applied = applyServerSide({
    live,
    config: desired,
    readAs: toPayload(desired, schema, traits),
    manager,
    schema,
    force: true,
    time: '',
  });
  if (applied.status === 'conflict') return [];
  const owned = ownedBy(live, manager);
  const predicted = dropDependents({
    live,
    predicted: toKept(applied.object, schema, traits),
    desired,
  });
  return changesBetween(
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
}

function ownedBy(live: JsonObject, manager: string): FieldSet {
  return readManagedFields(live)
    .filter(
      entry =>
        entry.manager === manager &&
        entry.operation === 'Apply' &&
        entry.subresource === undefined,
    )
    .reduce((all, { fields }) => all.union(fields), FieldSet.empty);
}

function isZero(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || !value;
}
