import { parseEntityRef } from '@backstage/catalog-model';

/** The name in an entity reference; the text itself where it is none. */
export function entityName(ref: string): string {
  try {
    return parseEntityRef(ref, { defaultKind: 'user' }).name;
  } catch {
    return ref;
  }
}
