import { basename, dirname } from 'node:path/posix';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '@backstage-gitops/drift';
import {
  fold,
  kustomizationReferences,
  textsOf,
} from './kustomizationReferences';
import { fail, refuse } from './RenderProblem';
import { parseManifests } from './parseManifests';
import { join } from './paths';

const NAMES = new Set([
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
]);

const PLUGINS = ['generators', 'transformers', 'validators'];
const CHARTS = ['helmCharts', 'helmChartInflationGenerator', 'helmGlobals'];

/** Built in, and working on what is given to them alone. */
const HARMLESS = new Set([
  'AnnotationsTransformer',
  'ConfigMapGenerator',
  'HashTransformer',
  'ImageTagTransformer',
  'LabelTransformer',
  'NamespaceTransformer',
  'PatchJson6902Transformer',
  'PatchStrategicMergeTransformer',
  'PatchTransformer',
  'PrefixSuffixTransformer',
  'PrefixTransformer',
  'ReplacementTransformer',
  'ReplicaCountTransformer',
  'SecretGenerator',
  'SortOrderTransformer',
  'SuffixTransformer',
  'ValueAddTransformer',
]);

/** Where a built-in plugin reads files, or fetches them: kustomize takes a URL for a path. */
const FILE_KEYS = new Set(['path', 'paths', 'file', 'files', 'env', 'envs']);

/**
 * Refuses what makes kustomize start programs, fetch, or render charts, in any kustomization of these files.
 *
 * kustomize fetches what it does not find, wherever a path may stand, and without being asked to: so every reference must
 * lead to a file that is here.
 */
export async function checkKustomizations(
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const known = new Set(files.keys());
  for (const path of files.keys()) {
    for (let at = dirname(path); at !== '.'; at = dirname(at)) known.add(at);
  }
  for (const [path, content] of files) {
    if (!NAMES.has(basename(path))) continue;
    const parsed = await parseManifests(content.toString());
    if (parsed.status === 'failed') {
      fail(`${path} cannot be read: ${parsed.problem}. Correct the file.`);
    } else {
      for (const document of parsed.documents.filter(isJsonObject)) {
        await check(path, document, { files, known });
      }
    }
  }
}

async function check(
  path: string,
  root: JsonObject,
  tree: { files: ReadonlyMap<string, Buffer>; known: ReadonlySet<string> },
): Promise<void> {
  const references = await kustomizationReferences(path, root);
  for (const field of CHARTS) {
    if (root[field] !== undefined) {
      refuse(
        `${path} has ${field}: charts inside a kustomization are not rendered. Point an environment at the chart, or commit what it renders to.`,
      );
    }
  }
  for (const reference of references) {
    if (!tree.known.has(join(dirname(path), reference))) {
      refuse(
        `${path} refers to '${withoutCredentials(
          reference,
        )}', which is not in the repository. Rendering fetches nothing: commit a copy, and refer to that.`,
      );
    }
  }
  for (const field of PLUGINS) {
    for (const entry of textsOf(root[field])) {
      await checkPlugin(tree.files, { path, field, entry });
    }
  }
}

/** A URL without what may be a password or a token. */
function withoutCredentials(reference: string): string {
  return reference
    .replace(/\/\/[^/@\s]*@/, '//')
    .replace(/[?#].*$/s, '')
    .replace(/\s.*$/s, '');
}

async function checkPlugin(
  files: ReadonlyMap<string, Buffer>,
  at: { path: string; field: string; entry: string },
): Promise<void> {
  const isInline = at.entry.includes('\n');
  const file = join(dirname(at.path), at.entry);
  const text = isInline ? at.entry : files.get(file)?.toString();
  if (text === undefined) {
    refuse(
      `${at.path} has the folder '${at.entry}' in ${at.field}. Refer to its files one by one.`,
    );
    return;
  }
  const parsed = await parseManifests(text);
  const where = isInline ? at.path : file;
  if (parsed.status === 'failed') {
    fail(
      `${where} cannot be read as one of ${at.field}: ${parsed.problem}. Correct the file.`,
    );
    return;
  }
  for (const document of parsed.documents) {
    checkPluginObject(document, { where, field: at.field });
  }
}

function checkPluginObject(
  document: JsonValue,
  at: { where: string; field: string },
): void {
  const { apiVersion, kind } = isJsonObject(document)
    ? document
    : { apiVersion: undefined, kind: undefined };
  if (apiVersion !== 'builtin' || !HARMLESS.has(String(kind))) {
    refuse(
      `${at.where} configures ${
        typeof kind === 'string' ? kind : 'something'
      } among its ${
        at.field
      }, which would start a program, a container or a chart. Only what is built into kustomize is used, see 'apiVersion: builtin'.`,
    );
  }
  if (readsFiles(document)) {
    refuse(
      `${at.where} configures a ${String(
        kind,
      )} that reads files of its own. Write it into the kustomization instead, where its references are followed.`,
    );
  }
}

function readsFiles(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(readsFiles);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) =>
      (FILE_KEYS.has(fold(key)) && inner !== '' && inner !== null) ||
      readsFiles(inner),
  );
}
