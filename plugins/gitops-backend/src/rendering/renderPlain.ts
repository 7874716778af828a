import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '@backstage-gitops/drift';
import type { Source } from './arrange';
import { fail, refuse } from './RenderProblem';
import { parseManifests } from './parseManifests';
import { filesBelow, join } from './paths';

/** Groups of objects that no cluster has, and that stand beside manifests. */
const ELSEWHERE = /^(?:[\w.-]+\.)?(?:backstage\.io|backstage-gitops\.dev)\//;

/**
 * Every YAML and JSON file below a folder, in the order of their paths.
 *
 * A file is skipped where nothing in it says that it is meant for a cluster: no document has an apiVersion or a kind, or
 * all are of Backstage. A file that is half a manifest is an error: skipping it could delete what it describes.
 */
export async function renderPlain(
  files: ReadonlyMap<string, Buffer>,
  folder: string,
): Promise<{ sources: Source[]; warnings: string[] }> {
  const sources: Source[] = [];
  const skipped: string[] = [];
  for (const [name, content] of [...filesBelow(files, folder)].sort(byPath)) {
    if (!/\.(?:ya?ml|json)$/i.test(name)) continue;
    const path = join(folder, name);
    const parsed = await parseManifests(content.toString());
    if (parsed.status === 'failed') {
      fail(`${path} cannot be read: ${parsed.problem}. Correct the file.`);
    } else if (parsed.documents.some(isForCluster)) {
      refuseKustomization(path, parsed.documents);
      sources.push({ where: path, documents: parsed.documents });
    } else if (parsed.documents.length > 0) {
      skipped.push(path);
    }
  }
  return {
    sources,
    warnings:
      skipped.length > 0
        ? [
            `Not taken for manifests, having neither apiVersion nor kind, or being Backstage's: ${skipped.join(
              ', ',
            )}.`,
          ]
        : [],
  };
}

function isForCluster(document: JsonValue): boolean {
  if (!isJsonObject(document)) return false;
  const { apiVersion, kind } = document;
  return (
    (apiVersion !== undefined || kind !== undefined) &&
    !(typeof apiVersion === 'string' && ELSEWHERE.test(apiVersion))
  );
}

/** A kustomization in a folder below would be left unbuilt, its bases applied as they are. */
function refuseKustomization(path: string, documents: JsonValue[]): void {
  const isKustomization = (document: JsonObject) =>
    typeof document.apiVersion === 'string' &&
    document.apiVersion.startsWith('kustomize.config.k8s.io/');
  if (documents.filter(isJsonObject).some(isKustomization)) {
    refuse(
      `${path} is a kustomization in a folder that is rendered as plain manifests. Point the environment's path at it, or add a kustomization.yaml at the top that refers to it.`,
    );
  }
}

function byPath([a]: [string, Buffer], [b]: [string, Buffer]): number {
  return a < b ? -1 : 1;
}
