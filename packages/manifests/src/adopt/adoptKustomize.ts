import { Inputs } from '../inputs/collectInputs';
import { Kustomization, readKustomization } from '../inputs/kustomize';
import { Walk } from '../inputs/Walk';
import { isBelow } from '../tree';
import { textAt, valueAt } from '../yaml/read';
import { Reading } from '../yaml/reading';
import { adoptEntry } from './adoptEntry';
import { adoptInPatch } from './adoptInPatch';
import { ambiguous, inObject } from './adoptPlain';
import {
  Alternatives,
  describeAct,
  describeWish,
  firstOf,
  fromEdit,
  refused,
  Wish,
} from './Alternatives';
import { jsonWriting } from './jsonWriting';
import { editPatch, Patch, patchesFor } from './kustomizePatches';
import { locate } from '../fields/locate';
import { mergeWriting } from './mergeWriting';
import { addJsonPatch, addMergePatch, Patched } from './newPatch';
import { describeObject, inNamespace, WrittenObject } from './ObjectIdentity';
import { Layer, traceObject } from './traceObject';

/**
 * Writes a change into the environment's part of a kustomization: into what
 * decides on the field now, if that is the environment's own, else into a patch
 * over it. What stands outside the environment's folder is never written.
 */
export function adoptKustomize(
  walk: Walk,
  inputs: Inputs,
  wish: Wish,
): Alternatives {
  const top = readKustomization(walk, inputs.path);
  if (!top) {
    return nowhere(inputs.path, wish);
  }
  const isOwn = (path: string) => isBelow(path, inputs.path);
  const traces = inNamespace(
    traceObject(walk, top, wish.object),
    wish.object.namespace,
  );
  const generator = traces.find(({ origin }) => origin.kind === 'generator');
  if (generator?.origin.kind === 'generator') {
    const { file, field, name } = generator.origin;
    return refused({
      code: 'objectGenerated',
      path: file,
      message: `${describeWish(
        wish,
      )} cannot be written: ${field} '${name}' in ${file} makes the object, and its name holds a hash of its content. Change the literals or files of the generator by hand.`,
    });
  }
  const manifests = traces.flatMap(({ origin }) =>
    origin.kind === 'manifest' ? origin.written : [],
  );
  const [trace] = traces;
  if (traces.length > 1) {
    return ambiguous(wish, manifests);
  }
  const [written] = manifests;
  const layers = trace ? trace.layers : unknownLayers(walk, top, wish);
  const outermost = layers.at(-1);
  if (!outermost) {
    return nowhere(top.file, wish);
  }
  const names = written ? [written.name] : [];
  const own = layers.filter(({ at }) => isOwn(at.file));
  return (
    adoptEntry(walk, wish, own, names) ??
    adoptLayers({ walk, wish, written, own, outermost, names, isOwn })
  );
}

interface Situation {
  walk: Walk;
  wish: Wish;
  /** The object's manifest, if it is in the repository. */
  written: WrittenObject | undefined;
  /** The environment's own kustomizations, innermost first. */
  own: Layer[];
  outermost: Layer;
  names: string[];
  isOwn: (path: string) => boolean;
}

function adoptLayers(situation: Situation): Alternatives {
  const { walk, wish, written, own, names, isOwn } = situation;
  const below = written?.reading;
  const patches = own
    .flatMap(layer => patchesFor(walk, layer, wish.object, names))
    .filter(({ file }) => isOwn(file));
  const deciding = patches
    .map(patch => adoptInPatch(walk, wish, patch, patches, below))
    .filter(way => way !== undefined)
    .at(-1);
  if (deciding) {
    return firstOf(
      [deciding, ...newPatches(situation, below)],
      noWay(situation),
    );
  }
  if (written && isOwn(written.source.path)) {
    const inPlace = inObject(wish, written, isOwn);
    return inPlace.status === 'found' && !own.some(mayOverride)
      ? inPlace
      : firstOf(
          inPlace.status === 'unchanged' && wish.change.git === undefined
            ? [inPlace]
            : [inPlace, ...newPatches(situation, below)],
          noWay(situation),
        );
  }
  const isThere = below && locate(below, wish.change.path).status === 'there';
  if (below && !isThere && isGone(wish)) {
    return { status: 'unchanged' };
  }
  const extended = extendPatch(situation, patches, below);
  return firstOf(
    extended
      ? [extended, ...newPatches(situation, below)]
      : newPatches(situation, below),
    noWay(situation),
  );
}

/** What a kustomization may change of its resources beside patches by name. */
const OVERRIDES = [
  'components',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'transformers',
];

function mayOverride({ at: { root } }: Layer): boolean {
  return root !== undefined && OVERRIDES.some(key => valueAt(root, key));
}

/** Whether Git renders nothing at a field that is to be removed. */
function isGone({ change: { to, git } }: Wish): boolean {
  return to.kind === 'remove' && git === undefined;
}

function extendPatch(
  { walk, wish }: Situation,
  patches: Patch[],
  below: Reading | undefined,
): Alternatives | undefined {
  const patch = patches.filter(({ form }) => form === 'merge').at(-1);
  const writing =
    patch && mergeWriting(wish.object.group, wish.change, below, patch.names);
  return writing
    ? fromEdit(
        wish,
        patch.file,
        editPatch(walk, patch, writing.steps, writing.to),
        `${describeAct(wish)} in the patch that ${
          patch.file
        } already has for the object.`,
      )
    : undefined;
}

function newPatches(
  { walk, wish, written, outermost }: Situation,
  below: Reading | undefined,
): Alternatives[] {
  const version = written?.version ?? wish.object.version;
  if (version === undefined) {
    return [];
  }
  const patched: Patched = { kind: written ? 'known' : 'unknown', version };
  const by = written ? 'itself' : 'target';
  const merge = mergeWriting(wish.object.group, wish.change, below, by);
  const json = jsonWriting(wish.change, below);
  return [
    ...(merge ? [addMergePatch(walk, wish, outermost, patched, merge)] : []),
    ...(json ? [addJsonPatch(walk, wish, outermost, patched, json)] : []),
  ];
}

function noWay({ wish, outermost }: Situation) {
  return {
    code: 'fieldNotWritable' as const,
    path: outermost.at.file,
    message: `${describeWish(
      wish,
    )} cannot be patched over what is declared outside the environment: the place of the item in its list is not known there. Add a patch to ${
      outermost.at.file
    } by hand.`,
  };
}

/** An object that a chart or a remote base makes is patched by name. */
function unknownLayers(walk: Walk, top: Kustomization, wish: Wish): Layer[] {
  const isElsewhere = walk.remote.size > 0 || hasCharts(top, []);
  const { root } = top;
  if (!isElsewhere || !root) {
    return [];
  }
  const prefix = textAt(root, 'namePrefix') ?? '';
  const suffix = textAt(root, 'nameSuffix') ?? '';
  const { name } = wish.object;
  const isNamed = name.startsWith(prefix) && name.endsWith(suffix);
  const inner = name.slice(prefix.length, name.length - suffix.length);
  return isNamed ? [{ at: top, name: inner, namespace: undefined }] : [];
}

function hasCharts(at: Kustomization, above: Kustomization[]): boolean {
  return (
    !above.includes(at) &&
    (at.charts.length > 0 ||
      at.children.some(child => hasCharts(child, [...above, at])))
  );
}

function nowhere(path: string, wish: Wish): Alternatives {
  return refused({
    code: 'objectNotFound',
    path,
    message: `${describeWish(
      wish,
    )} has no place in ${path}: nothing that it builds from declares ${describeObject(
      wish.object,
    )}. Add the object to Git first.`,
  });
}
