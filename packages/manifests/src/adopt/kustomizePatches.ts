import { Walk } from '../inputs/Walk';
import { isMapAt, itemsAt, textAt, textOf, valueAt } from '../yaml/read';
import { parseSource, Source } from '../yaml/source';
import { editField, FieldEdit, FieldTarget } from '../fields/editField';
import { FieldStep } from '../fields/FieldStep';
import { objectsIn, ObjectIdentity } from './ObjectIdentity';
import { Layer } from './traceObject';

const SELECTORS = [
  'group',
  'version',
  'kind',
  'name',
  'namespace',
  'labelSelector',
  'annotationSelector',
];

/** A patch of a kustomization that is for one object alone. */
export interface Patch {
  /** The file that the patch, or the kustomization around it, stands in. */
  file: string;
  /** The patch itself, read on its own. */
  source: Source;
  document: number;
  form: 'merge' | 'json';
  /** Where it stands as text inside the kustomization. */
  inline: FieldStep[] | undefined;
  /** What says which object it is for. */
  names: 'itself' | 'target';
}

/** The patches of one layer for an object, in the order they are applied. */
export function patchesFor(
  walk: Walk,
  layer: Layer,
  object: ObjectIdentity,
  names: string[],
): Patch[] {
  const { root } = layer.at;
  if (!root) {
    return [];
  }
  const merges = itemsAt(root, 'patchesStrategicMerge').flatMap(
    ({ node }, index) => {
      const text = textOf(node) ?? '';
      const steps = ['patchesStrategicMerge', { index }];
      const source = text.includes('\n')
        ? inlineSource(layer, text)
        : sourceAt(walk, layer, text);
      const inline = text.includes('\n') ? steps : undefined;
      return source
        ? documentsFor(source, inline, undefined, layer, object, names)
        : [];
    },
  );
  const others = ['patches', 'patchesJson6902'].flatMap(field =>
    itemsAt(root, field).flatMap((item, index) => {
      if (!isMapAt(item)) {
        return [];
      }
      const path = textAt(item, 'path');
      const text = textAt(item, 'patch');
      const source =
        path === undefined
          ? inlineSource(layer, text ?? '')
          : sourceAt(walk, layer, path);
      const inline =
        path === undefined ? [field, { index }, 'patch'] : undefined;
      const target = valueAt(item, 'target');
      const selector = isMapAt(target)
        ? new Map(
            SELECTORS.flatMap(key => {
              const value = textAt(target, key);
              return value === undefined ? [] : [[key, value] as const];
            }),
          )
        : undefined;
      return source
        ? documentsFor(source, inline, selector, layer, object, names)
        : [];
    }),
  );
  return [...merges, ...others];
}

function sourceAt(
  walk: Walk,
  { at }: Layer,
  reference: string,
): Source | undefined {
  const found = walk.find(at.folder, reference);
  return found?.kind === 'file' ? walk.source(found.path) : undefined;
}

function inlineSource({ at }: Layer, text: string): Source | undefined {
  const parsed = parseSource(at.file, text);
  return parsed.status === 'parsed' ? parsed.source : undefined;
}

function documentsFor(
  source: Source,
  inline: FieldStep[] | undefined,
  selector: ReadonlyMap<string, string> | undefined,
  layer: Layer,
  object: ObjectIdentity,
  names: string[],
): Patch[] {
  const isNamed = (name: string | undefined) =>
    name !== undefined && [layer.name, ...names].includes(name);
  if (selector && !selectsOnly(selector, object, isNamed)) {
    return [];
  }
  const objects = objectsIn(source);
  return source.documents.flatMap(({ contents }, document) => {
    if (!contents) {
      return [];
    }
    const header = objects.find(candidate => candidate.document === document);
    const isJson = header === undefined;
    const isMeant =
      selector !== undefined ||
      (header?.kind === object.kind &&
        header.group === object.group &&
        isNamed(header.name));
    const form = isJson ? ('json' as const) : ('merge' as const);
    const by = selector ? ('target' as const) : ('itself' as const);
    return isMeant
      ? [{ file: source.path, source, document, form, inline, names: by }]
      : [];
  });
}

/** Whether a target can be no other object: a name that is a pattern may be. */
function selectsOnly(
  selector: ReadonlyMap<string, string>,
  { group, kind }: ObjectIdentity,
  isNamed: (name: string | undefined) => boolean,
): boolean {
  return (
    selector.get('kind') === kind &&
    (selector.get('group') ?? group) === group &&
    isNamed(selector.get('name')?.replaceAll('\\.', '.')) &&
    !selector.has('labelSelector') &&
    !selector.has('annotationSelector')
  );
}

/** Edits a patch where it is written: its file, or inside the kustomization. */
export function editPatch(
  walk: Walk,
  patch: Patch,
  steps: readonly FieldStep[],
  to: FieldTarget,
): FieldEdit {
  const edit = editField(patch, steps, to);
  if (edit.status !== 'edited' || !patch.inline) {
    return edit;
  }
  const source = walk.source(patch.file);
  return source
    ? editField({ source, document: 0 }, patch.inline, {
        kind: 'set',
        value: edit.text,
      })
    : { status: 'blocked', reason: 'the kustomization cannot be read' };
}
