import { Inputs } from '../inputs/collectInputs';
import { Walk } from '../inputs/Walk';
import { isYaml } from '../tree';
import {
  Alternatives,
  describeAct,
  describeWish,
  fromEdit,
  refused,
  Wish,
} from './Alternatives';
import { editField } from '../fields/editField';
import {
  describeObject,
  inNamespace,
  isSameKind,
  objectsIn,
  WrittenObject,
} from './ObjectIdentity';

/** Writes a change where plain manifests declare the object. */
export function adoptPlain(
  walk: Walk,
  inputs: Inputs,
  wish: Wish,
): Alternatives {
  const written = inNamespace(
    [...inputs.own, ...inputs.shared]
      .filter(isYaml)
      .flatMap(path => walk.source(path) ?? [])
      .flatMap(objectsIn)
      .filter(
        candidate =>
          isSameKind(candidate, wish.object) &&
          candidate.name === wish.object.name,
      ),
    wish.object.namespace,
  );
  const [first, second] = written;
  if (!first) {
    return refused({
      code: 'objectNotFound',
      path: inputs.path,
      message: `${describeWish(wish)} has no place in ${
        inputs.path
      }: none of its files declares ${describeObject(
        wish.object,
      )}. Add the object to Git first.`,
    });
  }
  return second
    ? ambiguous(wish, written)
    : inObject(wish, first, path => inputs.own.includes(path));
}

export function ambiguous(
  wish: Wish,
  written: readonly WrittenObject[],
): Alternatives {
  const [{ source, line }] = written;
  return refused({
    code: 'objectAmbiguous',
    path: source.path,
    line,
    message: `${describeObject(
      wish.object,
    )} is declared more than once, and it is not clear which one counts: ${written
      .map(({ source: { path }, line: at }) => `${path}:${at}`)
      .join(', ')}. Keep one.`,
  });
}

/** Writes a change into the manifest of the object itself. */
export function inObject(
  wish: Wish,
  written: WrittenObject,
  isOwn: (path: string) => boolean,
): Alternatives {
  const { path } = written.source;
  if (!isOwn(path)) {
    return refused({
      code: 'objectNotFound',
      path,
      line: written.line,
      message: `${describeWish(wish)} is declared at ${path}:${
        written.line
      }, which other environments may use. Change that file by hand.`,
    });
  }
  const { change } = wish;
  const steps = [...written.steps, ...change.path];
  return fromEdit(
    wish,
    path,
    editField(written, steps, change.to),
    `${describeAct(wish)} in ${path}, where the object is declared.`,
  );
}
