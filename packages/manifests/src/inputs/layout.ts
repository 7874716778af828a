import { basename, dirname, foldersOf, isYaml, joinPath, Tree } from '../tree';

/** How an environment's folder is rendered. */
export type Layout =
  | { kind: 'plain' }
  | { kind: 'kustomize' }
  | { kind: 'helm'; chart: string | undefined };

const KUSTOMIZATION_FILES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** The name of a folder's kustomization file. */
export function kustomizationIn(
  tree: Tree,
  folder: string,
): string | undefined {
  return KUSTOMIZATION_FILES.find(name => has(tree, folder, name));
}

export function isValuesFile(path: string): boolean {
  return /^values.*\.ya?ml$|[.-]values\.ya?ml$/i.test(basename(path));
}

/**
 * Tells the layout by names alone, without reading:
 *
 * - a Chart.yaml makes a Helm chart (its dependencies may be local charts);
 * - a kustomization makes a kustomize folder;
 * - a folder in which every YAML file at the top is a values file belongs to a
 *   chart outside it, see `chartFor`;
 * - everything else is plain.
 */
export function layoutOf(tree: Tree, folder: string): Layout {
  if (has(tree, folder, 'Chart.yaml')) {
    return { kind: 'helm', chart: folder };
  }
  if (kustomizationIn(tree, folder)) {
    return { kind: 'kustomize' };
  }
  const manifests = namesIn(tree, folder).filter(isYaml);
  return manifests.length > 0 && manifests.every(isValuesFile)
    ? { kind: 'helm', chart: chartFor(tree, folder) }
    : { kind: 'plain' };
}

/**
 * The chart that a folder of values files belongs to: the nearest folder above
 * it that is a chart, or that holds one as `chart` or in `charts`. Where
 * `charts` holds several, the one named like a folder on the way; if none is,
 * no chart (it may be in a registry) rather than a guess.
 */
function chartFor(tree: Tree, folder: string): string | undefined {
  const names = folder.split('/');
  for (let at = folder; at !== ''; ) {
    at = dirname(at);
    if (has(tree, at, 'Chart.yaml')) {
      return at;
    }
    const single = joinPath(at, 'chart');
    if (has(tree, single, 'Chart.yaml')) {
      return single;
    }
    const all = joinPath(at, 'charts');
    const charts = namesIn(tree, all).filter(name =>
      has(tree, joinPath(all, name), 'Chart.yaml'),
    );
    const named = charts.filter(name => names.includes(name));
    const [chart, ...others] = named.length > 0 ? named : charts;
    if (chart !== undefined && others.length === 0) {
      return joinPath(all, chart);
    }
    if (chart !== undefined) {
      return undefined;
    }
  }
  return undefined;
}

function has(tree: Tree, folder: string, name: string): boolean {
  return foldersOf(tree).get(folder)?.has(name) ?? false;
}

function namesIn(tree: Tree, folder: string): string[] {
  return [...(foldersOf(tree).get(folder)?.keys() ?? [])].sort();
}
