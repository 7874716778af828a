import type { JsonObject, JsonValue } from '@backstage-gitops/drift';
import { ApiError } from '../access/ApiError';
import { type ClusterApi, isObject } from '../access/ClusterApi';

/** A kind as a cluster serves it. */
export interface ServedKind {
  group: string;
  version: string;
  kind: string;
  /** The plural in paths. */
  resource: string;
  namespaced: boolean;
}

function list(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The kinds a cluster serves, read once for each group version and again where one is missing. */
export class Discovery {
  readonly #api: ClusterApi;
  readonly #versions = new Map<string, Promise<Map<string, ServedKind>>>();

  constructor(api: ClusterApi) {
    this.#api = api;
  }

  /** @returns undefined where the cluster does not serve the kind (yet). */
  async find(
    apiVersion: string,
    kind: string,
  ): Promise<ServedKind | undefined> {
    const known = await this.#version(apiVersion);
    if (known.has(kind)) return known.get(kind);
    // A definition may have been added since.
    this.#versions.delete(apiVersion);
    return (await this.#version(apiVersion)).get(kind);
  }

  /** A kind is served no more: what there is is read again. */
  forget(apiVersion: string): void {
    this.#versions.delete(apiVersion);
  }

  #version(apiVersion: string): Promise<Map<string, ServedKind>> {
    const known = this.#versions.get(apiVersion);
    if (known) return known;
    const read = this.#read(apiVersion).catch(error => {
      this.#versions.delete(apiVersion);
      throw error;
    });
    this.#versions.set(apiVersion, read);
    return read;
  }

  async #read(apiVersion: string): Promise<Map<string, ServedKind>> {
    const [group, version] = splitApiVersion(apiVersion);
    let answer: JsonObject;
    try {
      answer = await this.#api.get(rootOf(apiVersion));
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'notFound') {
        return new Map();
      }
      throw error;
    }
    return new Map(
      list(answer.resources).flatMap(
        ({ name, kind, namespaced }): Array<[string, ServedKind]> =>
          typeof name === 'string' &&
          typeof kind === 'string' &&
          !name.includes('/')
            ? [
                [
                  kind,
                  {
                    group,
                    version,
                    kind,
                    resource: name,
                    namespaced: namespaced === true,
                  },
                ],
              ]
            : [],
      ),
    );
  }
}

/** `apps/v1` is group and version; `v1` has no group. */
export function splitApiVersion(apiVersion: string): [string, string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? ['', apiVersion]
    : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

/** Where a group version is served. */
export function rootOf(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}

/** The collection of a kind, in a namespace or everywhere. */
export function collectionOf(kind: ServedKind, namespace?: string): string {
  const root = rootOf(
    kind.group ? `${kind.group}/${kind.version}` : kind.version,
  );
  return kind.namespaced && namespace
    ? `${root}/namespaces/${namespace}/${kind.resource}`
    : `${root}/${kind.resource}`;
}
