import { createHash } from 'node:crypto';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  printJson,
} from '@backstage-gitops/drift';
import { fail } from './RenderProblem';

/** Most objects of one environment. */
const MAX_OBJECTS = 20_000;

/** Marks of what another tool runs at its own time, or leaves alone for good: never compared (Helm, Argo CD). */
const HOOK_ANNOTATIONS = ['helm.sh/hook', 'argocd.argoproj.io/hook'];

/** Documents, and what a person is told that they come from. */
export interface Source {
  where: string;
  documents: JsonValue[];
}

/** Rendered objects, put in order. */
export interface Arranged {
  objects: JsonObject[];
  hooks: JsonObject[];
  warnings: string[];
}

/**
 * Takes lists apart, checks that everything is an object of Kubernetes, sets hooks apart, and leaves one of those that
 * are the same object.
 */
export function arrange(
  sources: Source[],
  options: { namespace?: string },
): Arranged {
  const all = sources.flatMap(({ where, documents }) =>
    documents.flatMap(document => flatten(document, where)),
  );
  if (all.length > MAX_OBJECTS) {
    fail(
      `The environment has ${all.length} objects; at most ${MAX_OBJECTS} are taken. Divide it.`,
    );
  }
  const hooks = all.filter(isHook);
  const byName = new Map<string, JsonObject>();
  const twice = new Set<string>();
  for (const object of all) {
    if (isHook(object)) continue;
    const { name, id } = identify(object, options.namespace);
    if (byName.has(id)) twice.add(name);
    // The last wins, in its place: as if all were applied one after another.
    byName.delete(id);
    byName.set(id, object);
  }
  return {
    objects: [...byName.values()],
    hooks,
    warnings: [...twice].map(
      name => `${name} is there more than once; the last one counts.`,
    ),
  };
}

function flatten(document: JsonValue, where: string): JsonObject[] {
  if (!isJsonObject(document)) {
    return fail(
      `${where} holds a document that is not an object. Every manifest has apiVersion, kind and metadata.`,
    );
  }
  const { apiVersion, kind, items, metadata } = document;
  if (
    typeof kind !== 'string' ||
    kind === '' ||
    typeof apiVersion !== 'string' ||
    apiVersion === ''
  ) {
    return fail(
      `${where} holds a document without ${
        typeof kind === 'string' && kind !== '' ? 'apiVersion' : 'kind'
      }. Every manifest has apiVersion, kind and metadata.`,
    );
  }
  const isNamed = isJsonObject(metadata) && metadata.name !== undefined;
  if (!kind.endsWith('List') || !Array.isArray(items) || isNamed) {
    checkName(document, where);
    return [document];
  }
  // The items of a DeploymentList may leave out what its own kind says.
  const implied: JsonObject =
    kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap(item =>
    flatten(isJsonObject(item) ? { ...implied, ...item } : item, where),
  );
}

function isHook(object: JsonObject): boolean {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const annotations = isJsonObject(metadata.annotations)
    ? metadata.annotations
    : {};
  return (
    HOOK_ANNOTATIONS.some(key => annotations[key] !== undefined) ||
    annotations['helm.sh/resource-policy'] === 'keep'
  );
}

function checkName(object: JsonObject, where: string): void {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const { name, namespace } = metadata;
  if (!isHook(object) && (typeof name !== 'string' || name === '')) {
    fail(
      `${where} holds a ${object.kind} without metadata.name. Name it: an object that the cluster names can be neither compared nor found again.`,
    );
  }
  if (typeof (namespace ?? '') !== 'string') {
    fail(
      `${where}: the namespace of ${object.kind} ${name} is not a text. Quote it.`,
    );
  }
}

/** What an object is called, and what is the same for two texts of one object, whatever their version. */
function identify(
  object: JsonObject,
  defaultNamespace: string | undefined,
): { name: string; id: string } {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const { name, namespace } = metadata;
  const version = String(object.apiVersion);
  const group = version.includes('/') ? version.split('/')[0] : '';
  return {
    name: `${object.kind} ${namespace ? `${namespace}/` : ''}${name}`,
    // A namespace that is left out and one that says the same are one, where the kind has namespaces at all.
    id: [group, object.kind, namespace ?? defaultNamespace ?? '', name].join(
      '\0',
    ),
  };
}

/** SHA-256 over objects, whatever the order of objects and keys. */
export function digestOf(objects: JsonObject[]): string {
  const hash = createHash('sha256');
  for (const text of objects.map(canonical).sort()) hash.update(`${text}\n`);
  return hash.digest('hex');
}

/** The objects of two renderings of the same files that are not in both, by name. */
export function differences(
  first: JsonObject[],
  second: JsonObject[],
): string[] {
  const before = new Set(first.map(canonical));
  const after = new Set(second.map(canonical));
  const names = [
    ...first.filter(object => !after.has(canonical(object))),
    ...second.filter(object => !before.has(canonical(object))),
  ].map(object => identify(object, undefined).name);
  return [...new Set(names)].sort();
}

function canonical(object: JsonObject): string {
  return printJson(object, { keys: 'sorted' });
}
