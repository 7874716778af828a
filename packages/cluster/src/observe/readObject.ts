import type { JsonObject } from '@backstage-gitops/drift';
import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';
import type { ClusterCache } from '../cache/ClusterCache';
import { pathOf } from './EnvironmentView';

/** One object as the cluster has it now; undefined where it has none. */
export async function readObject(
  { api, discovery }: ClusterCache,
  object: ObjectReference,
): Promise<JsonObject | undefined> {
  const { group, version, kind } = object;
  const served = await discovery.find(
    group ? `${group}/${version}` : version,
    kind,
  );
  return served && api.find(pathOf(object, served));
}
