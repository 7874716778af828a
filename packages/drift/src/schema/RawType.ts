import type { JsonValue } from '../json';
import type { ScalarFormat } from './TypeSchema';

/**
 * A type as it is written down: small enough to be shipped, and without cycles, for types refer to each other by name.
 *
 * @public
 */
export type RawType =
  /** `atomic` where the place says otherwise than the type. */
  | { ref: string; atomic?: boolean }
  | { scalar: ScalarFormat }
  | { struct: Record<string, RawField>; open?: true; atomic?: true }
  | { map: RawType; atomic?: true }
  | { list: RawType; merge?: 'set' | string[] }
  | { any: true };

/** @public */
export interface RawField {
  type: RawType;
  default?: JsonValue;
  nullable?: true;
  patch?: { strategy: string[]; key?: string };
}

/** Types by name, and which of them is which kind: `apps/v1/Deployment` to a type. @public */
export interface RawCatalog {
  types: Record<string, RawType>;
  kinds: Record<string, RawKind>;
}

/** @public */
export interface RawKind {
  /** Name of its type. */
  type: string;
  /** Its status is written through a subresource only. */
  status?: true;
}
