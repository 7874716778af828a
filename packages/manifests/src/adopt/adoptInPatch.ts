import { Walk } from '../inputs/Walk';
import { Reading, readingsOf } from '../yaml/reading';
import {
  Alternatives,
  describeAct,
  firstOf,
  fromEdit,
  Wish,
} from './Alternatives';
import { FieldStep } from '../fields/FieldStep';
import { pointerOf } from './jsonWriting';
import { editPatch, Patch } from './kustomizePatches';
import { locate } from '../fields/locate';
import { mergeWriting } from './mergeWriting';
import { textIn } from './ObjectIdentity';

/**
 * Writes a change into a patch that decides on the field; undefined where the
 * patch says nothing of it.
 */
export function adoptInPatch(
  walk: Walk,
  wish: Wish,
  patch: Patch,
  all: Patch[],
  below: Reading | undefined,
): Alternatives | undefined {
  const reading = readingsOf(patch.source)[patch.document];
  return patch.form === 'merge'
    ? inMergePatch(walk, wish, patch, all, below)
    : inJsonPatch(walk, wish, patch, reading, below);
}

function inMergePatch(
  walk: Walk,
  wish: Wish,
  patch: Patch,
  all: Patch[],
  below: Reading | undefined,
): Alternatives | undefined {
  const { path, to } = wish.change;
  if (!says(patch, path)) {
    return undefined;
  }
  const write = (steps: readonly FieldStep[], target: typeof to) =>
    fromEdit(
      wish,
      patch.file,
      editPatch(walk, patch, steps, target),
      `${describeAct(wish)} in the patch in ${
        patch.file
      } that decides on it now.`,
    );
  const merge = mergeWriting(
    wish.object.group,
    wish.change,
    below,
    patch.names,
  );
  const merged = merge ? [write(merge.steps, merge.to)] : [];
  if (to.kind === 'set') {
    return firstOf([...merged, write(path, to)], impossible(patch));
  }
  const taken = write(loneSteps(patch, path), to);
  const isSetBelow =
    (below && locate(below, path).status === 'there') ||
    all.some(other => other !== patch && says(other, path));
  return firstOf(
    isSetBelow ? [...merged, taken] : [taken, ...merged],
    impossible(patch),
  );
}

function says({ form, source, document }: Patch, path: readonly FieldStep[]) {
  const reading = readingsOf(source)[document];
  return form === 'merge' && locate(reading, path).status === 'there';
}

/** The highest step that the patch has for nothing else. */
function loneSteps(
  { source, document }: Patch,
  path: readonly FieldStep[],
): readonly FieldStep[] {
  const reading = readingsOf(source)[document];
  for (let length = path.length; length > 1; length -= 1) {
    const parent = locate(reading, path.slice(0, length - 1));
    const value = parent.status === 'there' ? parent.reading : undefined;
    const size = value instanceof Map ? value.size : value?.length;
    if (size !== 1) {
      return path.slice(0, length);
    }
  }
  return path.slice(0, 1);
}

function inJsonPatch(
  walk: Walk,
  wish: Wish,
  patch: Patch,
  reading: Reading,
  below: Reading | undefined,
): Alternatives | undefined {
  const { path, to } = wish.change;
  const place = below && locate(below, path);
  const keys = path.flatMap(step => (typeof step === 'string' ? step : []));
  const known =
    place && place.status !== 'blocked' && place.status !== 'noItem'
      ? pointerOf(place.at)
      : undefined;
  const pointer = keys.length === path.length ? pointerOf(keys) : known;
  const operations = Array.isArray(reading) ? reading : [];
  const index = operations.findLastIndex(
    operation =>
      textIn(operation, ['path']) === pointer &&
      textIn(operation, ['op']) !== 'test',
  );
  if (pointer === undefined || index === -1) {
    return undefined;
  }
  const isRemoval = textIn(operations[index], ['op']) === 'remove';
  if (isRemoval || (to.kind === 'remove' && operations.length === 1)) {
    return undefined;
  }
  return fromEdit(
    wish,
    patch.file,
    to.kind === 'set'
      ? editPatch(walk, patch, [{ index }, 'value'], to)
      : editPatch(walk, patch, [{ index }], to),
    `${describeAct(wish)} in the JSON patch in ${
      patch.file
    } that decides on it now.`,
  );
}

function impossible({ file }: Patch) {
  return {
    code: 'fieldNotWritable' as const,
    path: file,
    message: `The patch in ${file} cannot be changed. Change it by hand.`,
  };
}
