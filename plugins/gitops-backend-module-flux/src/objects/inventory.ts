import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';

/**
 * An entry of an inventory: `<namespace>_<name>_<group>_<kind>`. A name may have colons for underscores of RBAC names
 * (`kustomize.toolkit.fluxcd.io`, "ObjMetadata").
 */
export function toReference(entry: {
  id: string;
  v?: string;
}): ObjectReference | undefined {
  const parts = entry.id.split('_');
  if (parts.length !== 4) return undefined;
  const [namespace, name, group, kind] = parts;
  if (!name || !kind) return undefined;
  return {
    group,
    version: entry.v ?? 'v1',
    kind,
    ...(namespace ? { namespace } : {}),
    name: name.replace(/__/g, ':'),
  };
}
