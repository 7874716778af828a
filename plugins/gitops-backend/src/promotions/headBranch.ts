import { parseEntityRef } from '@backstage/catalog-model';
import type { EnvironmentKey } from '../store/EnvironmentStore';

const PREFIX = 'gitops/';

/** May it be a branch on which an environment's changes are proposed? */
export function isHeadBranch(branch: string): boolean {
  return branch.startsWith(PREFIX);
}

/** The one branch on which an environment's changes are proposed. */
export function headBranchOf({ entityRef, name }: EnvironmentKey): string {
  const { kind, namespace, name: entity } = parseEntityRef(entityRef);
  return `${PREFIX}${kind}.${namespace}.${entity}/${name}`.toLocaleLowerCase(
    'en-US',
  );
}
