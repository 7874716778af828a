import { ManifestProblem } from '../problem';
import { ManifestValue } from '../yaml/content';
import { FieldEdit, FieldTarget } from '../fields/editField';
import { describeSteps, FieldStep } from '../fields/FieldStep';
import { describeObject, ObjectIdentity } from './ObjectIdentity';

/**
 * A field of an object and what Git is to say of it.
 *
 * @public
 */
export interface FieldChange {
  path: readonly FieldStep[];
  /** What Git renders there now; undefined where it renders nothing. */
  git?: ManifestValue;
  to: FieldTarget;
}

/** One way to bring a change into an environment's files. */
export interface Alternative {
  files: ReadonlyMap<string, string>;
  /** Where it writes, in one sentence. */
  explanation: string;
}

/** Every way, most natural first. */
export type Alternatives =
  | { status: 'found'; alternatives: [Alternative, ...Alternative[]] }
  | { status: 'unchanged' }
  | { status: 'refused'; problem: ManifestProblem };

/** What is asked for, in words and in data. */
export interface Wish {
  object: ObjectIdentity;
  change: FieldChange;
}

/** The first way that works decides; what refuses counts where none does. */
export function firstOf(
  ways: Alternatives[],
  otherwise: ManifestProblem,
): Alternatives {
  const alternatives = ways.flatMap(way =>
    way.status === 'found' ? way.alternatives : [],
  );
  const [first, ...rest] = alternatives;
  if (first) {
    return { status: 'found', alternatives: [first, ...rest] };
  }
  return (
    ways.find(({ status }) => status === 'unchanged') ??
    ways.find(({ status }) => status === 'refused') ??
    refused(otherwise)
  );
}

/** A way that is tried before the others. */
export function withFirst(
  first: Alternative,
  others: Alternatives,
): Alternatives {
  const rest = others.status === 'found' ? others.alternatives : [];
  return { status: 'found', alternatives: [first, ...rest] };
}

/** The one way that an edit of a file is. */
export function fromEdit(
  wish: Wish,
  path: string,
  edit: FieldEdit,
  explanation: string,
): Alternatives {
  switch (edit.status) {
    case 'edited':
      return found(new Map([[path, edit.text]]), explanation);
    case 'unchanged':
    case 'absent':
      return { status: 'unchanged' };
    case 'shared':
      return refused({
        code: 'sharedValue',
        path,
        line: edit.line,
        message: `${describeWish(wish)} cannot be written at ${path}:${
          edit.line
        }: an anchor or merge key carries the value to other places, which would change too. Write the values apart.`,
      });
    default:
      return refused({
        code: 'fieldNotWritable',
        path,
        message: `${describeWish(wish)} cannot be written to ${path}: ${
          edit.reason
        }. Change the file by hand.`,
      });
  }
}

function found(
  files: ReadonlyMap<string, string>,
  explanation: string,
): Alternatives {
  return { status: 'found', alternatives: [{ files, explanation }] };
}

export function refused(problem: ManifestProblem): Alternatives {
  return { status: 'refused', problem };
}

export function describeWish({ object, change }: Wish): string {
  const field = describeSteps(change.path);
  return `${field === '' ? 'All' : field} of ${describeObject(object)}`;
}

/** `Sets a.b of Deployment web` or `Removes ...`, to begin an explanation. */
export function describeAct(wish: Wish): string {
  const verb = wish.change.to.kind === 'set' ? 'Sets' : 'Removes';
  return `${verb} ${describeWish(wish)}`;
}
