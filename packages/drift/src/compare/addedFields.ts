import { type ForeignField, foreignFields } from '../attribution/foreignFields';
import { type FieldManager, FieldSet, type PathElement } from '../fields';
import { ownable } from '../apply/metadata';
import { type Child, childrenOf, childType } from '../fields/element';
import type { JsonObject, JsonValue } from '../json';
import { lastAppliedOf } from '../clientSide/lastApplied';
import { matchesGlob } from '../ignore/matchesGlob';
import type { TypeSchema } from '../schema';

/**
 * Managers that people work through, as globs without regard to case. Their name is what a client calls itself:
 * `kubectl-edit`, `kubectl-set`, the first word of a browser's name for itself.
 *
 * @public
 */
export const INTERACTIVE_MANAGERS: readonly string[] = [
  'kubectl*',
  'k9s*',
  'lens*',
  'headlamp*',
  'dashboard*',
  'mozilla*',
];

/** Managers of a whole object's creation own its defaults too; what they set was there before Git had the object. */
const CREATORS = /^kubectl-(create|run|expose)$/;

/** Its entry holds defaults as well; what it meant is in its annotation. */
const CLIENT_SIDE_APPLY = 'kubectl-client-side-apply';

/** Left by clients for themselves, or to ask for a restart: no configuration. */
const NO_CONFIGURATION =
  /\/f:kubectl\.kubernetes\.io\/(last-applied-configuration|restartedAt)$/;

/** What was put into an object by hand, as the largest parts that nobody else has a share in. */
export interface AddedField {
  path: PathElement[];
  pointer: Array<string | number>;
  value: JsonValue;
  owners: FieldManager[];
}

/** What is written through a subresource is an operation, such as to scale or to debug, and no edit. */
function isInteractive(
  { manager, operation, subresource }: FieldManager,
  interactive: readonly string[],
): boolean {
  return (
    operation === 'Update' &&
    subresource === undefined &&
    interactive.some(glob =>
      matchesGlob(manager.toLowerCase(), glob.toLowerCase()),
    )
  );
}

/** Was this field meant by whoever wrote it, or does its entry merely hold it? */
function isMeant(owner: FieldManager, field: ForeignField, applied: FieldSet) {
  if (owner.manager !== CLIENT_SIDE_APPLY) return !CREATORS.test(owner.manager);
  return applied.touches(field.path);
}

function isBelow(
  path: readonly PathElement[],
  ancestor: readonly PathElement[],
): boolean {
  return ancestor.every((element, index) => path[index] === element);
}

/**
 * Tells what people added to a live object from what controllers did.
 *
 * @returns `added`: by people alone; `notInGit`: everything else that has an owner.
 */
export function addedFields(options: {
  desired: JsonObject;
  live: JsonObject;
  schema: TypeSchema;
  manager: string;
  interactive?: readonly string[];
}): { added: AddedField[]; notInGit: ForeignField[] } {
  const { live, schema, interactive = INTERACTIVE_MANAGERS } = options;
  const foreign = foreignFields(options);
  const applied = FieldSet.of(ownable(lastAppliedOf(live) ?? {}), schema);
  const set = FieldSet.of(ownable(options.desired), schema);
  const isByHand = (field: ForeignField) =>
    field.owners.length > 0 &&
    field.owners.every(
      owner =>
        isInteractive(owner, interactive) && isMeant(owner, field, applied),
    ) &&
    !NO_CONFIGURATION.test(`/${field.path.join('/')}`);
  const byHand = foreign.filter(isByHand);
  if (byHand.length === 0) {
    return {
      added: [],
      notInGit: foreign.filter(({ owners }) => owners.length > 0),
    };
  }
  const added: AddedField[] = [];
  for (const field of byHand) {
    const known = added.some(one => isBelow(field.path, one.path));
    if (!known) added.push(largest(field, byHand, live, schema, set));
  }
  return {
    added,
    notInGit: foreign.filter(
      field =>
        field.owners.length > 0 &&
        !added.some(one => isBelow(field.path, one.path)),
    ),
  };
}

/** The largest part around a field in which everything was put there by hand. */
function largest(
  field: ForeignField,
  byHand: ForeignField[],
  live: JsonObject,
  schema: TypeSchema,
  set: FieldSet,
): AddedField {
  let value: JsonValue = live;
  let type = schema;
  const pointer: Array<string | number> = [];
  for (const [index, element] of field.path.entries()) {
    const path = field.path.slice(0, index + 1);
    const child: Child | undefined = childrenOf(value, type)?.find(
      one => one.element === element,
    );
    if (!child) return field;
    type = childType(type, child);
    value = child.value;
    pointer.push(child.step);
    const within = byHand.filter(one => isBelow(one.path, path));
    const whole =
      // Keys of a map are things of their own: an annotation, a label, an entry of a ConfigMap.
      type.kind !== 'map' &&
      !set.touches(path) &&
      countLeaves(value, type) === within.length;
    if (whole) {
      return {
        path,
        pointer: [...pointer],
        value,
        owners: distinct(within.flatMap(({ owners }) => owners)),
      };
    }
  }
  return field;
}

function countLeaves(value: JsonValue, type: TypeSchema): number {
  const children = childrenOf(value, type);
  if (!children || children.length === 0) return 1;
  return children.reduce(
    (sum, child) => sum + countLeaves(child.value, childType(type, child)),
    0,
  );
}

function distinct(owners: FieldManager[]): FieldManager[] {
  const byText = new Map(owners.map(one => [JSON.stringify(one), one]));
  return [...byText.values()];
}
