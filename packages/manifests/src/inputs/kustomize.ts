import { YAMLMap } from 'yaml';
import { joinPath, kindAt } from '../tree';
import {
  isMapAt,
  Located,
  mapsAt,
  rootOf,
  textAt,
  textsAt,
  valueAt,
} from '../yaml/read';
import { Chart, readChart, remoteChart } from './helm';
import { kustomizationIn } from './layout';
import { Found, Walk } from './Walk';

/** A kustomization with everything it is built from. */
export interface Kustomization {
  folder: string;
  /** The kustomization file. */
  file: string;
  root: Located<YAMLMap> | undefined;
  /** Files whose objects it takes or patches. */
  manifests: string[];
  /** Those of them whose objects it takes. */
  resources: string[];
  children: Kustomization[];
  charts: KustomizeChart[];
}

/** A chart that a kustomization inflates. */
export interface KustomizeChart {
  chart: Chart | undefined;
  valuesFiles: string[];
  inline: Located<YAMLMap> | undefined;
}

/**
 * Reads the kustomization in a folder and follows its references; undefined
 * where the folder holds none, or it cannot be read yet.
 */
export function readKustomization(
  walk: Walk,
  folder: string,
): Kustomization | undefined {
  return read(walk, folder, new Map());
}

function read(
  walk: Walk,
  folder: string,
  known: Map<string, Kustomization>,
): Kustomization | undefined {
  // A base that two overlays share is read once, a circle ends.
  const before = known.get(folder);
  if (before || walk.problem) {
    return before;
  }
  const name = kustomizationIn(walk.tree, folder);
  const found = name === undefined ? undefined : walk.find(folder, name);
  const source = found?.kind === 'file' ? walk.source(found.path) : undefined;
  if (!found || !source) {
    return undefined;
  }
  const root = rootOf(source.documents[0]);
  const kustomization: Kustomization = {
    folder,
    file: found.path,
    root,
    manifests: [],
    resources: [],
    children: [],
    charts: [],
  };
  known.set(folder, kustomization);
  if (root) {
    follow(walk, kustomization, root, known);
  }
  return kustomization;
}

const OBJECTS = ['resources', 'bases', 'components'];
const CONFIGURATION = [
  'crds',
  'configurations',
  'transformers',
  'generators',
  'validators',
];

function follow(
  walk: Walk,
  into: Kustomization,
  root: Located<YAMLMap>,
  known: Map<string, Kustomization>,
): void {
  const open = (reference: string) => openReference(walk, into, reference);
  for (const reference of OBJECTS.flatMap(field => textsAt(root, field))) {
    addObjects(walk, into, open(reference), reference, known);
  }
  for (const reference of CONFIGURATION.flatMap(field =>
    textsAt(root, field),
  )) {
    addConfiguration(walk, into, open(reference), reference, known);
  }
  for (const reference of patchFiles(root)) {
    const found = open(reference);
    if (found?.kind === 'file') {
      walk.source(found.path);
      into.manifests.push(found.path);
    }
  }
  for (const reference of dataFiles(root)) {
    const found = open(reference);
    if (found?.kind === 'file') {
      walk.addFile(found.path);
    }
  }
  for (const chart of mapsAt(root, 'helmCharts')) {
    into.charts.push(openChart(walk, into, root, chart));
  }
}

function addObjects(
  walk: Walk,
  into: Kustomization,
  found: Found | undefined,
  reference: string,
  known: Map<string, Kustomization>,
): void {
  if (found?.kind === 'file') {
    walk.source(found.path);
    into.manifests.push(found.path);
    into.resources.push(found.path);
    return;
  }
  if (!found) {
    return;
  }
  if (!kustomizationIn(walk.tree, found.path)) {
    walk.fail({
      code: 'pathMissing',
      path: into.file,
      message: `${into.file} refers to the folder '${reference}', which has no kustomization.yaml. Add one, or refer to its files.`,
    });
    return;
  }
  const child = read(walk, found.path, known);
  if (child) {
    into.children.push(child);
  }
}

function addConfiguration(
  walk: Walk,
  into: Kustomization,
  found: Found | undefined,
  reference: string,
  known: Map<string, Kustomization>,
): void {
  if (found?.kind === 'file') {
    walk.addFile(found.path);
  } else if (found) {
    addObjects(walk, into, found, reference, known);
  }
}

/** Inline YAML stands where a path could; only a path has a single line. */
function isInline(reference: string): boolean {
  return reference.includes('\n');
}

const REMOTE =
  /^([a-z][a-z0-9+.-]*:(\/\/|:)|[\w.-]+@[\w.-]+:)|[?&](ref|version)=/i;
const LIKE_A_HOST = /^[\w-]+(\.[\w-]+)+(:\d+)?\//;

function openReference(
  walk: Walk,
  from: Kustomization,
  reference: string,
): Found | undefined {
  if (reference === '' || isInline(reference)) {
    return undefined;
  }
  if (REMOTE.test(reference)) {
    walk.remote.add(reference);
    return undefined;
  }
  const [first] = reference.split('/');
  const isHere = kindAt(walk.tree, joinPath(from.folder, first)) !== undefined;
  if (LIKE_A_HOST.test(reference) && !isHere && !first.startsWith('.')) {
    walk.remote.add(reference);
    return undefined;
  }
  return walk.require(from.folder, reference, from.file);
}

function patchFiles(root: Located<YAMLMap>): string[] {
  return [
    ...textsAt(root, 'patchesStrategicMerge'),
    ...['patches', 'patchesJson6902'].flatMap(field =>
      mapsAt(root, field).flatMap(patch => textAt(patch, 'path') ?? []),
    ),
  ];
}

function dataFiles(root: Located<YAMLMap>): string[] {
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap(field =>
    mapsAt(root, field),
  );
  const openapi = valueAt(root, 'openapi');
  return [
    ...generators.flatMap(generator => [
      // `key=path` names the key that the file becomes.
      ...textsAt(generator, 'files').map(file =>
        file.slice(file.indexOf('=') + 1),
      ),
      ...textsAt(generator, 'envs'),
      textAt(generator, 'env') ?? '',
    ]),
    ...mapsAt(root, 'replacements').flatMap(
      replacement => textAt(replacement, 'path') ?? [],
    ),
    ...(isMapAt(openapi) ? [textAt(openapi, 'path') ?? ''] : []),
  ];
}

function openChart(
  walk: Walk,
  into: Kustomization,
  root: Located<YAMLMap>,
  chart: Located<YAMLMap>,
): KustomizeChart {
  const globals = valueAt(root, 'helmGlobals');
  const home =
    (isMapAt(globals) ? textAt(globals, 'chartHome') : undefined) ?? 'charts';
  const name = textAt(chart, 'name') ?? '';
  const local = walk.find(into.folder, `${home}/${name}`);
  if (local?.kind !== 'folder') {
    walk.remote.add(
      remoteChart(textAt(chart, 'repo') ?? '', name, textAt(chart, 'version')),
    );
  }
  const valuesFiles = [
    textAt(chart, 'valuesFile') ?? '',
    ...textsAt(chart, 'additionalValuesFiles'),
  ].flatMap(reference => {
    const found = openReference(walk, into, reference);
    return found?.kind === 'file' ? [found.path] : [];
  });
  for (const path of valuesFiles) {
    walk.source(path);
  }
  const inline = valueAt(chart, 'valuesInline');
  return {
    chart: local?.kind === 'folder' ? readChart(walk, local.path) : undefined,
    valuesFiles,
    inline: isMapAt(inline) ? inline : undefined,
  };
}
