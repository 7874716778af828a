import type { RawCatalog, RawField, RawType } from './RawType';
import {
  ANY,
  type FieldSchema,
  type KindTraits,
  type TypeSchema,
} from './TypeSchema';

/** How the types compiled into API servers are named; definitions are named after their group. */
const BUILT_IN = /^io\.k8s\.(api|kube-aggregator|apiextensions-apiserver)\./;

/**
 * The types a cluster serves, by kind. Types are resolved when they are asked for, once.
 *
 * @public
 */
export class SchemaCatalog {
  readonly #raw: RawCatalog;
  readonly #resolved = new Map<string, TypeSchema>();

  constructor(raw: RawCatalog) {
    this.#raw = raw;
  }

  /** As it is written down. */
  get raw(): RawCatalog {
    return this.#raw;
  }

  /** `apps/v1/Deployment`, `v1/Service` ... */
  get kinds(): string[] {
    return Object.keys(this.#raw.kinds);
  }

  /** The type of a kind; undefined where nothing is known of it. */
  typeOf(apiVersion: string, kind: string): TypeSchema | undefined {
    const raw = this.#raw.kinds[`${apiVersion}/${kind}`];
    return raw && this.#resolve({ ref: raw.type });
  }

  /** A type by the name it has in OpenAPI: `io.k8s.api.core.v1.PodSpec`. */
  named(name: string): TypeSchema | undefined {
    return this.#raw.types[name] && this.#resolve({ ref: name });
  }

  /** How a server reads a kind; a kind that nothing is known of is taken for a custom one. */
  traitsOf(apiVersion: string, kind: string): KindTraits {
    const raw = this.#raw.kinds[`${apiVersion}/${kind}`];
    return {
      origin: raw && BUILT_IN.test(raw.type) ? 'builtIn' : 'custom',
      status: raw && !raw.status ? 'field' : 'subresource',
    };
  }

  /** This and another as one; what both have is taken from the other. */
  with(other: SchemaCatalog): SchemaCatalog {
    return new SchemaCatalog({
      types: { ...this.#raw.types, ...other.#raw.types },
      kinds: { ...this.#raw.kinds, ...other.#raw.kinds },
    });
  }

  #resolveNamed(name: string, raw: RawType): TypeSchema {
    const known = this.#resolved.get(name);
    if (known) return known;
    const resolved = this.#resolve(raw);
    this.#resolved.set(name, resolved);
    return resolved;
  }

  #resolve(raw: RawType): TypeSchema {
    if ('ref' in raw) {
      const type = this.#raw.types[raw.ref];
      const named = type ? this.#resolveNamed(raw.ref, type) : ANY;
      return raw.atomic !== undefined &&
        (named.kind === 'struct' || named.kind === 'map')
        ? { ...named, atomic: raw.atomic }
        : named;
    }
    if ('scalar' in raw) return { kind: 'scalar', format: raw.scalar };
    if ('struct' in raw) {
      return {
        kind: 'struct',
        fields: new Map(
          Object.entries(raw.struct).map(([name, field]) => [
            name,
            this.#field(field),
          ]),
        ),
        open: raw.open ?? false,
        atomic: raw.atomic ?? false,
      };
    }
    if ('map' in raw) {
      return {
        kind: 'map',
        values: this.#lazily(raw.map),
        atomic: raw.atomic ?? false,
      };
    }
    if ('list' in raw) {
      return {
        kind: 'list',
        items: this.#lazily(raw.list),
        merge: Array.isArray(raw.merge)
          ? { keys: raw.merge }
          : raw.merge ?? 'atomic',
      };
    }
    return ANY;
  }

  #field({ type, ...attributes }: RawField): FieldSchema {
    return { type: this.#lazily(type), ...attributes };
  }

  #lazily(raw: RawType): () => TypeSchema {
    let resolved: TypeSchema | undefined;
    return () => {
      resolved ??= this.#resolve(raw);
      return resolved;
    };
  }
}
