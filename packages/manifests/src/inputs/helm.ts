import { isBelow, joinPath, kindAt } from '../tree';
import { mapsAt, rootOf, textAt } from '../yaml/read';
import { isValuesFile } from './layout';
import { Walk } from './Walk';

/** A chart in the repository, as far as its values go. */
export interface Chart {
  folder: string;
  /** Its default values. */
  values: string | undefined;
  /** Local charts it depends on; their values stand below `key`. */
  dependencies: Array<{ key: string; chart: Chart }>;
}

const CHART_FILES = [
  'Chart.yaml',
  'Chart.lock',
  '.helmignore',
  'values.yaml',
  'values.schema.json',
];
const CHART_FOLDERS = ['templates', 'crds', 'charts', 'files'];

/**
 * Reads a chart and the local charts it depends on. Its own folders alone are
 * Inputs: a chart may also hold the values of other environments.
 */
export function readChart(walk: Walk, folder: string): Chart {
  return read(walk, folder, new Map());
}

function read(walk: Walk, folder: string, known: Map<string, Chart>): Chart {
  const before = known.get(folder);
  if (before) {
    return before;
  }
  const chart: Chart = { folder, values: undefined, dependencies: [] };
  known.set(folder, chart);
  for (const name of CHART_FILES) {
    const found = walk.find(folder, name);
    if (found?.kind === 'file') {
      walk.addFile(found.path);
      if (name === 'values.yaml') {
        chart.values = found.path;
        walk.source(found.path);
      }
    }
  }
  for (const name of CHART_FOLDERS) {
    const found = walk.find(folder, name);
    for (const path of found?.kind === 'folder'
      ? walk.filesBelow(found.path)
      : []) {
      walk.addFile(path);
    }
  }
  readDependencies(walk, chart, known);
  return chart;
}

function readDependencies(
  walk: Walk,
  chart: Chart,
  known: Map<string, Chart>,
): void {
  const file = walk.find(chart.folder, 'Chart.yaml');
  const root = file && rootOf(walk.source(file.path)?.documents[0]);
  for (const dependency of root ? mapsAt(root, 'dependencies') : []) {
    const name = textAt(dependency, 'name') ?? '';
    const repository = textAt(dependency, 'repository') ?? '';
    const version = textAt(dependency, 'version');
    const key = textAt(dependency, 'alias') ?? name;
    const local = repository.startsWith('file://')
      ? repository.slice('file://'.length)
      : `charts/${name}`;
    const isLocal = repository === '' || repository.startsWith('file://');
    if (!isLocal) {
      walk.remote.add(remoteChart(repository, name, version));
      continue;
    }
    const found = walk.require(
      chart.folder,
      local,
      joinPath(chart.folder, 'Chart.yaml'),
    );
    if (found?.kind === 'folder') {
      // A chart that depends on itself is Helm's to refuse.
      const below = read(walk, found.path, known);
      chart.dependencies.push({ key, chart: below });
    }
  }
}

/** How a chart in a registry is written among the remote references. */
export function remoteChart(
  repository: string,
  name: string,
  version: string | undefined,
): string {
  const place =
    repository === '' ? name : `${repository.replace(/\/$/, '')}/${name}`;
  return version === undefined ? place : `${place}@${version}`;
}

/** The values files at the top of an environment's folder, values.yaml first. */
export function ownValuesFiles(walk: Walk, folder: string): string[] {
  return walk
    .filesBelow(folder)
    .filter(path => isBelow(path, folder))
    .filter(
      path =>
        !path.slice(folder === '' ? 0 : folder.length + 1).includes('/') &&
        isValuesFile(path),
    )
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** Everything an environment's folder that is, or feeds, a chart is made of. */
export function collectHelm(
  walk: Walk,
  folder: string,
  chart: string | undefined,
): void {
  for (const path of walk.filesBelow(folder)) {
    walk.addFile(path);
  }
  for (const path of ownValuesFiles(walk, folder)) {
    walk.source(path);
  }
  if (chart !== undefined && kindAt(walk.tree, chart) === 'folder') {
    readChart(walk, chart);
  }
}
