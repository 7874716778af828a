import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';

/** An entity as the server's sentences name it; the text itself where it is no reference. */
export function entityName(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref, { defaultKind: 'user' });
    return namespace === DEFAULT_NAMESPACE ? name : `${namespace}/${name}`;
  } catch {
    return ref;
  }
}
