import {
  readOpenApi,
  SchemaCatalog,
  TypeSchema,
} from '@backstage-gitops/drift';
import { isMap, JsonObject } from '../objects/json';
import { openApiDocument } from '../openapi/document';
import {
  customComponent,
  customSchema,
  declaredSchema,
  OBJECT_META,
} from '../openapi/customSchema';
import { apiVersionOf, Resource } from '../resources/Resource';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { builtInSchemas } from './builtInSchemas.generated';
import { checkTyped } from './checkTyped';
import { growSchemas } from './compactTable';
import { BuiltInReader } from './conformBuiltIn';
import { readStructural } from './conformCustom';
import { Findings, noFindings } from './Findings';
import { Components, OpenApiSchema, referenced } from './OpenApiSchema';
import { validateCustom } from './validateCustom';

const BUILT_IN: Components = growSchemas(builtInSchemas);

const gvkKey = (group: string, version: string, kind: string) =>
  `${group}/${version}/${kind}`;

const BY_KIND = new Map(
  Object.entries(BUILT_IN).flatMap(([name, schema]) =>
    (schema['x-kubernetes-group-version-kind'] ?? []).map(
      ({ group, version, kind }): [string, string] => [
        gvkKey(String(group), String(version), String(kind)),
        name,
      ],
    ),
  ),
);

/** An object as its schema reads it. */
export interface Conformed {
  object: JsonObject;
  findings: Findings;
}

/** The schemas of all served kinds, and what is published of them. */
export class Schemas {
  readonly #registry: ResourceRegistry;
  readonly #documents = new Map<string, JsonObject>();
  readonly #catalogs = new Map<string, SchemaCatalog>();

  constructor(registry: ResourceRegistry) {
    this.#registry = registry;
  }

  /** Forgets what was built, after definitions changed. */
  refresh(): void {
    this.#documents.clear();
    this.#catalogs.clear();
  }

  /** The OpenAPI v3 document of a group and version. */
  document(apiVersion: string): JsonObject {
    const known = this.#documents.get(apiVersion);
    if (known) return known;
    const resources = this.#registry
      .all()
      .filter(resource => apiVersionOf(resource) === apiVersion);
    const document = openApiDocument(resources, this.#componentsOf(resources));
    this.#documents.set(apiVersion, document);
    return document;
  }

  /** The type by which fields are merged and owned. */
  typeOf(resource: Resource): TypeSchema {
    const apiVersion = apiVersionOf(resource);
    let catalog = this.#catalogs.get(apiVersion);
    if (!catalog) {
      catalog = readOpenApi(this.document(apiVersion));
      this.#catalogs.set(apiVersion, catalog);
    }
    return catalog.typeOf(apiVersion, resource.kind) ?? { kind: 'any' };
  }

  /** Reads an object by its schema: pruned and, for custom kinds, defaulted. */
  conform(resource: Resource, object: JsonObject): Conformed {
    const findings = noFindings();
    if (resource.source.kind === 'built-in') {
      const schema = this.#builtIn(resource);
      if (!schema) return { object, findings };
      const reader = new BuiltInReader(BUILT_IN, findings);
      return { object: reader.object(object, schema, ''), findings };
    }
    const { apiVersion, kind, metadata, ...rest } = object;
    const schema = declaredSchema(resource.source.version);
    const reader = new BuiltInReader(BUILT_IN, findings);
    const readMetadata = (value: JsonObject, path: string) =>
      reader.object(value, BUILT_IN[OBJECT_META] ?? {}, path);
    // A definition without a schema describes nothing and drops nothing.
    const read =
      Object.keys(schema).length === 0
        ? rest
        : readStructural(rest, schema, '', { findings, readMetadata });
    const result: JsonObject = {
      apiVersion: apiVersion ?? '',
      kind: kind ?? '',
      metadata: isMap(metadata) ? readMetadata(metadata, 'metadata') : {},
      ...(isMap(read) ? read : {}),
    };
    validateCustom(result, schema, '', findings);
    return { object: result, findings };
  }

  /**
   * An object of a kind before anything is written to it: for a built-in kind
   * its plain structs are there already, so that nobody comes to own them.
   */
  emptyObject(resource: Resource): JsonObject {
    const { kind } = resource;
    const empty = { apiVersion: apiVersionOf(resource), kind, metadata: {} };
    return resource.source.kind === 'custom'
      ? empty
      : this.conform(resource, empty).object;
  }

  /** What server-side apply refuses in an applied object, as it words it. */
  problemsOf(resource: Resource, config: JsonObject): string[] {
    const schema =
      resource.source.kind === 'custom'
        ? customSchema(resource, resource.source.version)
        : this.#builtIn(resource);
    return schema ? checkTyped(config, schema, BUILT_IN, '') : [];
  }

  #builtIn({ group, version, kind }: Resource): OpenApiSchema | undefined {
    const name = BY_KIND.get(gvkKey(group, version, kind));
    return name === undefined ? undefined : BUILT_IN[name];
  }

  #componentsOf(resources: readonly Resource[]): Components {
    const components: Components = {};
    const visit = (name: string) => {
      const schema = BUILT_IN[name];
      if (!schema || components[name]) return;
      components[name] = schema;
      for (const [, reference] of JSON.stringify(schema).matchAll(
        /"\$ref":"([^"]+)"/g,
      )) {
        if (reference !== undefined) visit(referenced(reference));
      }
    };
    for (const resource of resources) {
      if (resource.source.kind === 'custom') {
        components[customComponent(resource)] = customSchema(
          resource,
          resource.source.version,
        );
        visit(OBJECT_META);
        continue;
      }
      const { group, version, kind } = resource;
      const name = BY_KIND.get(gvkKey(group, version, kind));
      if (name !== undefined) visit(name);
    }
    return components;
  }
}
