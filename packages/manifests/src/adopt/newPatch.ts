import { Walk } from '../inputs/Walk';
import { blockEntries, blockItem, ManifestValue } from '../yaml/content';
import { itemsAt } from '../yaml/read';
import { Alternatives, describeAct, fromEdit, Wish } from './Alternatives';
import { editField } from '../fields/editField';
import { nestIn } from '../fields/FieldStep';
import { JsonOperation } from './jsonWriting';
import { MergeWriting } from './mergeWriting';
import { Layer } from './traceObject';

/** What a patch is called by: an object of which a manifest is known, or not. */
export type Patched =
  | { kind: 'known'; version: string }
  | { kind: 'unknown'; version: string };

type Entry = { [key: string]: ManifestValue };

/** Adds a strategic merge patch to a kustomization. */
export function addMergePatch(
  walk: Walk,
  wish: Wish,
  layer: Layer,
  patched: Patched,
  { steps, to }: MergeWriting,
): Alternatives {
  const { group, kind } = wish.object;
  const { name, namespace } = layer;
  const header = {
    apiVersion: group === '' ? patched.version : `${group}/${patched.version}`,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  };
  const body = deepMerge(header, nestIn(steps, to.value));
  const patch = blockEntries(body, '').join('\n');
  // What a chart or a remote base makes may have a namespace or not.
  const entry: Entry =
    patched.kind === 'known'
      ? { patch }
      : { patch, target: targetOf(wish, layer, patched) };
  return addEntry(walk, wish, layer, entry);
}

/** Adds a JSON patch to a kustomization. */
export function addJsonPatch(
  walk: Walk,
  wish: Wish,
  layer: Layer,
  patched: Patched,
  operation: JsonOperation,
): Alternatives {
  return addEntry(walk, wish, layer, {
    target: targetOf(wish, layer, patched),
    patch: blockItem(operation, '', '- ').join('\n'),
  });
}

function targetOf(
  { object: { group, kind } }: Wish,
  { name }: Layer,
  { version }: Patched,
): Entry {
  return {
    ...(group === '' ? {} : { group }),
    version,
    kind,
    // A name is a pattern there.
    name: name.replaceAll('.', '\\.'),
  };
}

function addEntry(
  walk: Walk,
  wish: Wish,
  { at }: Layer,
  entry: Entry,
): Alternatives {
  const source = walk.source(at.file);
  const index = at.root ? itemsAt(at.root, 'patches').length : 0;
  const edit = source
    ? editField({ source, document: 0 }, ['patches', { index }], {
        kind: 'set',
        value: entry,
      })
    : ({ status: 'blocked', reason: 'it cannot be read' } as const);
  return fromEdit(
    wish,
    at.file,
    edit,
    `${describeAct(wish)} by a new patch in ${
      at.file
    }, over what is declared outside the environment.`,
  );
}

function deepMerge(into: Entry, content: ManifestValue): Entry {
  const merged = { ...into };
  for (const [key, value] of isMap(content) ? Object.entries(content) : []) {
    const known = merged[key];
    merged[key] =
      known !== undefined && isMap(known) ? deepMerge(known, value) : value;
  }
  return merged;
}

function isMap(value: ManifestValue): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
