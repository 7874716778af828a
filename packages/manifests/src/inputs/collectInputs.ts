import { ManifestProblem } from '../problem';
import { ExplicitEdit, findEditedFile } from '../references/ExplicitEdit';
import { isYaml, Tree } from '../tree';
import { collectHelm } from './helm';
import { readKustomization } from './kustomize';
import { layoutOf } from './layout';
import { splitBy, Walk } from './Walk';

/**
 * The files that an environment's rendering reads.
 *
 * @public
 */
export interface Inputs {
  layout: 'plain' | 'kustomize' | 'helm';
  /** The environment's folder, symlinks resolved; '' is the root. */
  path: string;
  /** Sorted repository paths below `path`. */
  own: string[];
  /** Sorted repository paths outside it: bases, components, values, charts. */
  shared: string[];
  /** Remote references, as written with their version, sorted. */
  remote: string[];
  /** Where images are written, as the pipeline file says it. */
  edits: readonly ExplicitEdit[];
}

/**
 * The answer of {@link collectInputs}; `needs` names what to read first.
 *
 * @public
 */
export type InputsResult =
  | { status: 'needs'; paths: string[] }
  | { status: 'complete'; inputs: Inputs }
  | { status: 'failed'; problem: ManifestProblem };

/**
 * Finds what an environment is made of by following its files. As long as the
 * answer is `needs`, read those paths in one batch (of a symlink, its target)
 * and ask again with the grown tree; each round goes one reference deeper.
 *
 * The layout is told by names: `Chart.yaml` is Helm, a kustomization is
 * kustomize, a folder whose YAML files are all values files (`values*.yaml`,
 * `*-values.yaml`) is Helm with a chart found in the folders above, the rest
 * is plain.
 *
 * The environment's own files that `edits` name are Inputs as well, whether its
 * rendering reads them or not: they say what is deployed.
 *
 * @public
 */
export function collectInputs(
  tree: Tree,
  environmentPath: string,
  edits: readonly ExplicitEdit[] = [],
): InputsResult {
  const walk = new Walk(tree);
  const start = walk.require('', environmentPath, environmentPath);
  const layout = start && layoutOf(tree, start.path);
  if (start?.kind === 'file') {
    walk.fail({
      code: 'pathMissing',
      path: environmentPath,
      message: `The environment's path ${environmentPath} is a file. Point it at a folder.`,
    });
  }
  if (start && layout && !walk.problem) {
    switch (layout.kind) {
      case 'helm':
        collectHelm(walk, start.path, layout.chart);
        break;
      case 'kustomize':
        readKustomization(walk, start.path);
        break;
      default:
        collectPlain(walk, start.path);
    }
    collectEdited(walk, start.path, edits);
  }
  if (walk.problem) {
    return { status: 'failed', problem: walk.problem };
  }
  if (walk.needs.size > 0 || !start || !layout) {
    return { status: 'needs', paths: [...walk.needs].sort() };
  }
  return {
    status: 'complete',
    inputs: {
      layout: layout.kind,
      path: start.path,
      ...splitBy(start.path, walk.inputs),
      remote: [...walk.remote].sort(),
      edits,
    },
  };
}

function collectPlain(walk: Walk, folder: string): void {
  for (const path of walk.filesBelow(folder).filter(isYaml)) {
    walk.source(path);
  }
}

/** An edit that names no file is a problem once an image is looked for there. */
function collectEdited(
  walk: Walk,
  folder: string,
  edits: readonly ExplicitEdit[],
): void {
  for (const edit of edits) {
    const file = findEditedFile(walk.tree, folder, edit);
    if (file.status === 'found') {
      walk.addFile(file.path);
    }
    const isUnread =
      file.status === 'needs' ||
      (file.status === 'found' && !walk.tree.files.has(file.path));
    if (isUnread) {
      walk.needs.add(file.path);
    }
  }
}
