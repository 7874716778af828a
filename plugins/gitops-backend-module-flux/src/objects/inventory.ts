import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';

/** Names and namespaces have no underscore, but what stands for a colon in the name of a role: two of them. */
const ENTRY = /^([^_]*)_((?:[^_]|__)+)_([^_]*)_([^_]+)$/;

/** An entry of an inventory, `<namespace>_<name>_<group>_<kind>` (cli-utils, "ObjMetadata"); undefined where it is none. */
export function toReference(entry: {
  id: string;
  v?: string;
}): ObjectReference | undefined {
  const parts = ENTRY.exec(entry.id);
  if (!parts) return undefined;
  const [, namespace, name, group, kind] = parts;
  return {
    group,
    version: entry.v ?? 'v1',
    kind,
    ...(namespace ? { namespace } : {}),
    name: name.replace(/__/g, ':'),
  };
}
