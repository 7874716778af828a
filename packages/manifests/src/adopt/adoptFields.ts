import { changesTo, FileChange } from '../edits/lineChanges';
import { Inputs } from '../inputs/collectInputs';
import { Walk } from '../inputs/Walk';
import { ManifestProblem } from '../problem';
import { assertComplete } from '../references/findImages';
import { Tree, withFiles } from '../tree';
import { adoptHelm } from './adoptHelm';
import { adoptImage } from './adoptImage';
import { adoptKustomize } from './adoptKustomize';
import { adoptPlain } from './adoptPlain';
import {
  Alternative,
  Alternatives,
  describeWish,
  FieldChange,
  refused,
  Wish,
  withFirst,
} from './Alternatives';
import { ObjectIdentity } from './ObjectIdentity';

/**
 * What {@link adoptFields} is asked for.
 *
 * @public
 */
export interface AdoptFieldsOptions {
  /** The tree that `inputs` were collected from. */
  tree: Tree;
  inputs: Inputs;
  object: ObjectIdentity;
  changes: FieldChange[];
}

/**
 * One way to write all changes. Whether it renders as is wanted, and nothing
 * else does, its caller must see by rendering.
 *
 * @public
 */
export interface AdoptionCandidate {
  /** The whole new text of each file, by its path in the repository. */
  files: ReadonlyMap<string, string>;
  changes: FileChange[];
  /** Where it writes, one sentence a field. */
  explanation: string;
}

/**
 * The answer of {@link adoptFields}. Candidates come most natural first; nothing
 * is half done.
 *
 * @public
 */
export type AdoptResult =
  | { status: 'edited'; candidates: AdoptionCandidate[] }
  /** Git says already what is asked for. */
  | { status: 'unchanged' }
  | { status: 'refused'; problem: ManifestProblem };

/** Most candidates of one answer: each costs its caller a rendering. */
const MAX_CANDIDATES = 8;

/**
 * Brings fields of an object, as they are in the cluster, into an environment's
 * own files by the fewest bytes: into the manifest of the object, into the patch
 * or entry of a kustomization that decides on the field, into a new patch over a
 * base, or into a value that a chart may take the field from.
 *
 * Refused, with what to do, where nothing or more than one thing could be meant.
 * A base, a generator, an anchor that other places use, and what is outside the
 * environment's path are never written.
 *
 * @throws If `inputs` are not the complete ones of `tree`.
 *
 * @public
 */
export function adoptFields(options: AdoptFieldsOptions): AdoptResult {
  const { tree, inputs, object, changes } = options;
  let drafts: Draft[] = [{ tree, files: new Map(), sentences: [] }];
  for (const change of changes) {
    const next: Draft[] = [];
    let problem: ManifestProblem | undefined;
    for (const draft of drafts) {
      const ways = waysFor(draft.tree, inputs, { object, change });
      if (ways.status === 'refused') {
        problem ??= ways.problem;
      } else if (ways.status === 'unchanged') {
        next.push(draft);
      } else {
        next.push(...ways.alternatives.map(way => extended(draft, way)));
      }
    }
    if (next.length === 0 && problem) {
      return { status: 'refused', problem };
    }
    drafts = distinct(next).slice(0, MAX_CANDIDATES);
  }
  const candidates = drafts
    .filter(({ files }) => files.size > 0)
    .map(({ files, sentences }) => ({
      files,
      changes: changesTo(tree, files),
      explanation: sentences.join(' '),
    }));
  return candidates.length === 0
    ? { status: 'unchanged' }
    : { status: 'edited', candidates };
}

interface Draft {
  tree: Tree;
  files: ReadonlyMap<string, string>;
  sentences: string[];
}

function extended(draft: Draft, { files, explanation }: Alternative): Draft {
  return {
    tree: withFiles(draft.tree, files),
    files: new Map([...draft.files, ...files]),
    sentences: [...draft.sentences, explanation],
  };
}

function distinct(drafts: Draft[]): Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ files }) => {
    const identity = JSON.stringify([...files].sort());
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}

/** What an object is found by. */
const IDENTITY = new Set([
  '["apiVersion"]',
  '["kind"]',
  '["metadata"]',
  '["metadata","name"]',
  '["metadata","namespace"]',
  '["metadata","generateName"]',
]);

function waysFor(tree: Tree, inputs: Inputs, wish: Wish): Alternatives {
  const { path } = wish.change;
  if (path.length === 0 || IDENTITY.has(JSON.stringify(path))) {
    return refused({
      code: 'fieldNotWritable',
      path: inputs.path,
      message: `${describeWish(
        wish,
      )} cannot be written: it is what the object is found by, or the object itself. Add, rename or remove objects in Git by hand.`,
    });
  }
  const walk = new Walk(tree);
  const ways = waysIn(walk, inputs, wish);
  if (walk.problem) {
    return refused(walk.problem);
  }
  assertComplete(walk);
  const image =
    inputs.layout === 'plain' || ways.status === 'unchanged'
      ? undefined
      : adoptImage(tree, inputs, wish);
  return image ? withFirst(image, ways) : ways;
}

function waysIn(walk: Walk, inputs: Inputs, wish: Wish): Alternatives {
  switch (inputs.layout) {
    case 'helm':
      return adoptHelm(walk, inputs, wish);
    case 'kustomize':
      return adoptKustomize(walk, inputs, wish);
    default:
      return adoptPlain(walk, inputs, wish);
  }
}
