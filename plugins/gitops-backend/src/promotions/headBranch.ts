import { parseEntityRef } from '@backstage/catalog-model';
import type { EnvironmentKey } from '../store/EnvironmentStore';

/** The one branch on which an environment's changes are proposed. */
export function headBranchOf({ entityRef, name }: EnvironmentKey): string {
  const { kind, namespace, name: entity } = parseEntityRef(entityRef);
  return `gitops/${kind}.${namespace}.${entity}/${name}`.toLocaleLowerCase(
    'en-US',
  );
}
