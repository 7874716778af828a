import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '@backstage-gitops/drift';
import { refuse } from './RenderProblem';
import { parseOneObject } from './parseManifests';

/** Fields that are lists of paths. */
const LISTS = ['resources', 'bases', 'components', 'crds', 'configurations'];

/** Fields whose items hold paths, and where. */
const ITEMS: Record<string, string[]> = {
  patches: ['path'],
  patchesJson6902: ['path'],
  replacements: ['path'],
  openapi: ['path'],
  configMapGenerator: ['files', 'envs', 'env'],
  secretGenerator: ['files', 'envs', 'env'],
};

const OTHERS = [
  'patchesStrategicMerge',
  'generators',
  'transformers',
  'validators',
  'helmCharts',
  'helmChartInflationGenerator',
  'helmGlobals',
];

/** Every path that a kustomization refers to, as it is written. */
export async function kustomizationReferences(
  path: string,
  root: JsonObject,
): Promise<string[]> {
  checkSpelling(path, root, [...LISTS, ...Object.keys(ITEMS), ...OTHERS]);
  const references = LISTS.flatMap(field => textsOf(root[field]));
  for (const [field, keys] of Object.entries(ITEMS)) {
    const items = [root[field] ?? []].flat().filter(isJsonObject);
    for (const item of items) {
      checkSpelling(path, item, keys);
      // `key=path` names the key that the file becomes.
      references.push(
        ...keys
          .flatMap(key => textsOf(item[key]))
          .map(text => text.slice(text.indexOf('=') + 1)),
      );
    }
  }
  for (const patch of textsOf(root.patchesStrategicMerge)) {
    // A patch may stand where its path could.
    if ((await parseOneObject(patch)) === undefined) references.push(patch);
  }
  return references;
}

/**
 * kustomize takes `Resources` for `resources`, as Go reads JSON; nobody who looks for what a kustomization refers to
 * does.
 */
function checkSpelling(
  path: string,
  object: JsonObject,
  fields: string[],
): void {
  for (const key of Object.keys(object)) {
    const field = fields.find(one => fold(one) === fold(key));
    if (field !== undefined && field !== key) {
      refuse(`${path} has a field '${key}'. Write '${field}'.`);
    }
  }
}

/** The same for all spellings of a key, the long s and the Kelvin sign included. */
export function fold(key: string): string {
  return key.toUpperCase().toLowerCase();
}

export function textsOf(value: JsonValue | undefined): string[] {
  return [value ?? []]
    .flat()
    .filter((item): item is string => typeof item === 'string' && item !== '');
}
