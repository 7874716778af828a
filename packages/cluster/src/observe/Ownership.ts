import type { JsonObject } from '@backstage-gitops/drift';

/** As whom objects are compared, and whose they are. */
export interface Ownership {
  /** The field manager that Git is applied as. */
  manager: string;
  /** Why the live object is never written to; undefined where it may be. */
  untouchable(live: JsonObject): string | undefined;
  /** The object of Git with the marks that an application adds, as far as they are to be compared with the live one. */
  marked(desired: JsonObject, live: JsonObject): JsonObject;
}
