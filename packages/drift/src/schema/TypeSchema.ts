import type { JsonValue } from '../json';

/** How a text or number is to be compared. @public */
export type ScalarFormat = 'plain' | 'quantity' | 'intOrString' | 'bytes';

/**
 * A type as server-side apply sees it: what is merged by key, what is one value (Kubernetes documentation, "Merge
 * strategy"; structured-merge-diff, "schema").
 *
 * @public
 */
export type TypeSchema =
  | { kind: 'scalar'; format: ScalarFormat }
  /** Named fields. `open` keeps fields that are not named. */
  | {
      kind: 'struct';
      fields: ReadonlyMap<string, FieldSchema>;
      open: boolean;
      atomic: boolean;
    }
  /** Free keys. */
  | { kind: 'map'; values: () => TypeSchema; atomic: boolean }
  | {
      kind: 'list';
      items: () => TypeSchema;
      /** `keys` are the fields that tell one item from another. */
      merge: 'atomic' | 'set' | { keys: string[] };
    }
  /** Nothing is known: maps are merged by key, lists are one value. */
  | { kind: 'any' };

/** A named field. @public */
export interface FieldSchema {
  /** Resolved when asked for: types refer to themselves. */
  type: () => TypeSchema;
  default?: JsonValue;
  nullable?: true;
  /** How strategic merge patch treats it, where that differs from replacing. */
  patch?: { strategy: string[]; key?: string };
}

/** What is known of a type that nobody declared. @public */
export const ANY: TypeSchema = { kind: 'any' };

/**
 * The type of a field or key of a map.
 *
 * @public
 */
export function fieldType(schema: TypeSchema, name: string): TypeSchema {
  switch (schema.kind) {
    case 'struct':
      return schema.fields.get(name)?.type() ?? ANY;
    case 'map':
      return schema.values();
    default:
      return ANY;
  }
}

/**
 * The type of a list's items.
 *
 * @public
 */
export function itemType(schema: TypeSchema): TypeSchema {
  return schema.kind === 'list' ? schema.items() : ANY;
}

/** Is a value of this type replaced as a whole? @public */
export function isAtomic(schema: TypeSchema, value: JsonValue): boolean {
  if (Array.isArray(value)) {
    return schema.kind !== 'list' || schema.merge === 'atomic';
  }
  return (schema.kind === 'struct' || schema.kind === 'map') && schema.atomic;
}

/** How a server reads a kind. @public */
export interface KindTraits {
  /** Part of Kubernetes itself: what is empty or null is dropped, quantities get one spelling. */
  origin: 'builtIn' | 'custom';
  /** Is the status written through a subresource only? Then a status in Git means nothing. */
  status: 'subresource' | 'field';
}
