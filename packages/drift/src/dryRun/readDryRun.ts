import { type ForeignField, foreignFields } from '../attribution/foreignFields';
import { ownersOf } from '../attribution/ownersOf';
import { withoutBookkeeping } from '../compare/bookkeeping';
import { type Change, changesBetween } from '../compare/changesBetween';
import { isRespelling } from '../compare/sameByValue';
import { type FieldManager, readManagedFields } from '../fields';
import type { JsonObject } from '../json';
import type { KindTraits, TypeSchema } from '../schema';

/** A change that applying Git would make. @public */
export interface PredictedChange extends Change {
  /** Whoever wrote what is there now. Empty where nobody can be named. */
  owners: FieldManager[];
  /** The server would rewrite it, but both spellings are one amount. */
  equalByValue: boolean;
}

/** What an API server says of applying Git. @public */
export interface DryRunVerdict {
  modified: boolean;
  changes: PredictedChange[];
  /** Fields that Git does not set and somebody else wrote. */
  notInGit: ForeignField[];
  /** Fields that Git does not set and nobody wrote: defaults, allocations, admission. */
  unowned: ForeignField[];
}

/**
 * Reads a server's answer to a dry run of applying Git, beside the live object: the verdict, for it knows defaults and
 * admission. An object that is not there is one change, of the whole.
 *
 * @public
 */
export function readDryRun(options: {
  desired: JsonObject;
  live: JsonObject | undefined;
  predicted: JsonObject;
  schema: TypeSchema;
  traits: KindTraits;
  /** The field manager that Git is applied as. */
  manager: string;
}): DryRunVerdict {
  const { live, predicted, schema, traits } = options;
  if (!live) {
    const whole: PredictedChange = {
      path: [],
      op: 'add',
      to: { pointer: [], value: predicted },
      owners: [],
      equalByValue: false,
    };
    return { modified: true, changes: [whole], notInGit: [], unowned: [] };
  }
  const entries = readManagedFields(live);
  const changes = changesBetween(
    withoutBookkeeping(live),
    withoutBookkeeping(predicted),
    schema,
  ).map(change => ({
    ...change,
    owners: ownersOf(change.path, entries),
    equalByValue: isRespelling(change, traits),
  }));
  const foreign = foreignFields({ ...options, live });
  return {
    modified: changes.length > 0,
    changes,
    notInGit: foreign.filter(({ owners }) => owners.length > 0),
    unowned: foreign.filter(({ owners }) => owners.length === 0),
  };
}
