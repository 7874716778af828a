import { JsonObject } from '../objects/json';
import { nameOf } from '../objects/metadata';
import { BUILT_IN_RESOURCES } from './builtIn';
import { customResources } from './customResources';
import { apiVersionOf, collectionOf, Resource } from './Resource';

/** Every kind that is served now: the built-in ones and the defined ones. */
export class ResourceRegistry {
  readonly #byPath = new Map<string, Resource>();
  readonly #byKind = new Map<string, Resource>();
  readonly #defined = new Map<string, Resource[]>();

  constructor() {
    this.#index();
  }

  /** In the order of discovery, definitions after the built-in kinds. */
  all(): Resource[] {
    return [
      ...BUILT_IN_RESOURCES,
      ...[...this.#defined.keys()]
        .sort()
        .flatMap(name => this.#defined.get(name) ?? []),
    ];
  }

  find(group: string, version: string, plural: string): Resource | undefined {
    return this.#byPath.get(`${group}/${version}/${plural}`);
  }

  findKind(apiVersion: string, kind: string): Resource | undefined {
    return this.#byKind.get(`${apiVersion}/${kind}`);
  }

  /** Whether any kind is served in a group and version. */
  serves(group: string, version: string): boolean {
    return this.all().some(
      resource => resource.group === group && resource.version === version,
    );
  }

  /** One resource for each collection of objects; versions share one. */
  collections(): Resource[] {
    const seen = new Map<string, Resource>();
    for (const resource of this.all()) {
      if (!resource.verbs.includes('list')) continue;
      if (!seen.has(collectionOf(resource))) {
        seen.set(collectionOf(resource), resource);
      }
    }
    return [...seen.values()];
  }

  define(definition: JsonObject): void {
    this.#defined.set(nameOf(definition), customResources(definition));
    this.#index();
  }

  undefine(name: string): void {
    this.#defined.delete(name);
    this.#index();
  }

  #index() {
    this.#byPath.clear();
    this.#byKind.clear();
    for (const resource of this.all()) {
      const { group, version, plural, kind } = resource;
      this.#byPath.set(`${group}/${version}/${plural}`, resource);
      this.#byKind.set(`${apiVersionOf(resource)}/${kind}`, resource);
    }
  }
}
