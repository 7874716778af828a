import { ownersOf } from '../attribution/ownersOf';
import {
  type FieldManager,
  type PathElement,
  printPath,
  readManagedFields,
} from '../fields';
import { type JsonObject, type JsonValue, printPointer } from '../json';
import type { KindTraits, TypeSchema } from '../schema';
import { addedFields } from './addedFields';
import { withoutBookkeeping } from './bookkeeping';
import { changesBetween } from './changesBetween';
import { overriddenFields } from './overriddenFields';
import { toPayload } from './serverForm';
import { isRespelling } from './sameByValue';

/** How a field came to differ. @public */
export type DriftKind = 'Changed' | 'Added' | 'Overridden' | 'NotInGit';

/**
 * One field that differs, with values of a form that can be shown.
 *
 * @public
 */
export interface DriftedField<Shown> {
  /** See {@link printPath}; empty for the whole object. */
  path: string;
  kind: DriftKind;
  git?: Shown;
  cluster?: Shown;
  /** Whoever wrote what the cluster has. Empty where nobody can be named. */
  by: FieldManager[];
  /** Where it is in the live object, as a JSON pointer; missing where it is not. */
  pointer?: string;
}

/** Turns a value into what can be shown: the only way out for one. @public */
export type Show<Shown> = (
  value: JsonValue,
  path: readonly PathElement[],
) => Shown;

/**
 * Says of each field how it differs, and by whom.
 *
 * @param options - `predicted` is what applying Git makes of the live object: the server's answer to a dry run, or the
 * live object itself where tier one sees no difference.
 *
 * @public
 */
export function driftOf<Shown>(options: {
  desired: JsonObject;
  live: JsonObject;
  predicted: JsonObject;
  schema: TypeSchema;
  traits: KindTraits;
  manager: string;
  /** Managers that people work through, as globs: what only they wrote is Added. */
  interactive?: readonly string[];
  show: Show<Shown>;
}): Array<DriftedField<Shown>> {
  const { live, predicted, schema, manager, show } = options;
  const entries = readManagedFields(live);
  const shown = (path: PathElement[], value: JsonValue | undefined) =>
    value === undefined ? undefined : show(value, path);

  const changes = changesBetween(
    withoutBookkeeping(live),
    withoutBookkeeping(predicted),
    schema,
  );
  // A status is the cluster's to say, and may change at any time; unless Git says it where nobody else can.
  const saysStatus =
    options.traits.status === 'field' && options.desired.status !== undefined;
  const changed = changes
    .filter(
      change =>
        (saysStatus || change.path[0] !== 'f:status') &&
        !isRespelling(change, options.traits),
    )
    .map(
      (change): DriftedField<Shown> => ({
        path: printPath(change.path),
        kind: 'Changed',
        git: shown(change.path, change.to?.value),
        cluster: shown(change.path, change.from?.value),
        by: ownersOf(change.path, entries).filter(
          owner => owner.manager !== manager || owner.operation !== 'Apply',
        ),
        pointer: change.from && printPointer(change.from.pointer),
      }),
    );
  const desired = toPayload(options.desired, schema, options.traits);
  const { added, notInGit } = addedFields({ ...options, desired });
  // What goes along with a change is part of it.
  const isCovered = ({ path }: { path: PathElement[] }) =>
    changes.some(change =>
      change.path.every((element, index) => path[index] === element),
    );
  const overridden = overriddenFields(options);
  return [
    ...changed,
    ...added
      .filter(field => !isCovered(field))
      .map(
        (field): DriftedField<Shown> => ({
          path: printPath(field.path),
          kind: 'Added',
          cluster: shown(field.path, field.value),
          by: field.owners,
          pointer: printPointer(field.pointer),
        }),
      ),
    ...overridden.map(
      (change): DriftedField<Shown> => ({
        path: printPath(change.path),
        kind: 'Overridden',
        git: shown(change.path, change.to?.value),
        cluster: shown(change.path, change.from?.value),
        by: ownersOf(change.path, entries),
        pointer: change.from && printPointer(change.from.pointer),
      }),
    ),
    ...notInGit
      .filter(field => !isCovered(field))
      .map(
        (field): DriftedField<Shown> => ({
          path: printPath(field.path),
          kind: 'NotInGit',
          cluster: shown(field.path, field.value),
          by: field.owners,
          pointer: printPointer(field.pointer),
        }),
      ),
  ];
}
