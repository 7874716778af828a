import { Walk } from '../inputs/Walk';
import { formatImageName, parseImageName } from '../references/imageName';
import { isMapAt, itemsAt, keysOf, textAt, valueAt } from '../yaml/read';
import {
  Alternatives,
  describeAct,
  describeWish,
  fromEdit,
  refused,
  Wish,
} from './Alternatives';
import { editField, FieldTarget } from '../fields/editField';
import { DocumentPlace } from '../fields/writeFields';
import { FieldStep } from '../fields/FieldStep';
import { isImagePath } from './adoptImage';
import { Layer } from './traceObject';

/**
 * Writes a change into the entry of a kustomization that decides on it after
 * all patches: `replicas`, `images`; refused for labels and annotations that a
 * kustomization gives to every object. Undefined where there is no such entry.
 */
export function adoptEntry(
  walk: Walk,
  wish: Wish,
  layers: Layer[],
  names: string[],
): Alternatives | undefined {
  for (const layer of layers.toReversed()) {
    const source = walk.source(layer.at.file);
    const way =
      source &&
      (inReplicas({ source, document: 0 }, wish, layer, names) ??
        inImages({ source, document: 0 }, wish, layer) ??
        fromAll(wish, layer));
    if (way) {
      return way;
    }
  }
  return undefined;
}

function inReplicas(
  place: DocumentPlace,
  wish: Wish,
  { at, name }: Layer,
  names: string[],
): Alternatives | undefined {
  const { path, to } = wish.change;
  const isReplicas =
    path.length === 2 && path[0] === 'spec' && path[1] === 'replicas';
  if (!isReplicas || !at.root) {
    return undefined;
  }
  const index = itemsAt(at.root, 'replicas').findIndex(
    entry =>
      isMapAt(entry) && [name, ...names].includes(textAt(entry, 'name') ?? ''),
  );
  if (index === -1) {
    return undefined;
  }
  if (to.kind === 'remove') {
    return refused({
      code: 'fieldNotWritable',
      path: at.file,
      message: `${describeWish(wish)} is set by an entry in 'replicas' of ${
        at.file
      }. Remove that entry by hand.`,
    });
  }
  const steps = ['replicas', { index }, 'count'];
  return fromEdit(
    wish,
    at.file,
    editField(place, steps, to),
    `${describeAct(wish)} in 'replicas' of ${at.file}, which decides on it.`,
  );
}

function inImages(
  place: DocumentPlace,
  wish: Wish,
  { at }: Layer,
): Alternatives | undefined {
  const { path, git, to } = wish.change;
  if (
    !isImagePath(path) ||
    !at.root ||
    typeof git !== 'string' ||
    to.kind !== 'set' ||
    typeof to.value !== 'string'
  ) {
    return undefined;
  }
  const before = parseImageName(git);
  const after = parseImageName(to.value);
  const entries = itemsAt(at.root, 'images').map(entry =>
    isMapAt(entry) ? entry : undefined,
  );
  const index = entries.findIndex(
    entry =>
      entry &&
      (textAt(entry, 'newName') ?? textAt(entry, 'name')) === before.repository,
  );
  const entry = entries[index];
  if (!entry) {
    return undefined;
  }
  const isRenamed = after.repository !== before.repository;
  const parts: Array<[string, string | undefined]> = [
    ...(isRenamed ? [['newName', after.repository] as [string, string]] : []),
    ['newTag', after.tag],
    ['digest', after.digest],
  ];
  let current = place;
  let edited: ReturnType<typeof editField> = { status: 'unchanged' };
  for (const [key, value] of parts) {
    const steps: FieldStep[] = ['images', { index }, key];
    const target: FieldTarget =
      value === undefined ? { kind: 'remove' } : { kind: 'set', value };
    const edit = editField(current, steps, target);
    if (edit.status === 'edited') {
      edited = edit;
      current = { ...current, source: edit.source };
    } else if (edit.status === 'shared' || edit.status === 'blocked') {
      return fromEdit(wish, at.file, edit, '');
    }
  }
  return fromEdit(
    wish,
    at.file,
    edited,
    `Sets ${formatImageName(after)} in 'images' of ${
      at.file
    }, which decides on it.`,
  );
}

/** Labels and annotations that a kustomization gives to all its objects. */
function fromAll(wish: Wish, { at }: Layer): Alternatives | undefined {
  const [key, parent] = wish.change.path.slice(-2).toReversed();
  const { root } = at;
  if (!root || typeof key !== 'string') {
    return undefined;
  }
  const maps = [
    ...(parent === 'annotations'
      ? [
          {
            field: 'commonAnnotations',
            map: valueAt(root, 'commonAnnotations'),
          },
        ]
      : []),
    ...(parent === 'labels' || parent === 'matchLabels' || parent === 'selector'
      ? [
          { field: 'commonLabels', map: valueAt(root, 'commonLabels') },
          ...itemsAt(root, 'labels').map(entry => ({
            field: 'labels',
            map: isMapAt(entry) ? valueAt(entry, 'pairs') : undefined,
          })),
        ]
      : []),
  ];
  const setting = maps.find(
    ({ map }) => isMapAt(map) && keysOf(map).includes(key),
  );
  return setting
    ? refused({
        code: 'fieldNotWritable',
        path: at.file,
        message: `${describeWish(wish)} is set by '${setting.field}' of ${
          at.file
        }, for every object it builds. Change it there by hand, for all of them.`,
      })
    : undefined;
}
