import type { ObservedObject } from '@backstage-gitops/plugin-gitops-node';
import type { Application, ApplicationResource } from './shape';
import { healthOf } from './words';

function syncOf(resource: ApplicationResource): ObservedObject['sync'] {
  if (resource.requiresPruning) return 'Orphaned';
  switch (resource.status) {
    case 'Synced':
      return 'Synced';
    case 'OutOfSync':
      return resource.health?.status === 'Missing' ? 'Missing' : 'Drifted';
    default:
      return 'Unknown';
  }
}

/** The objects of an Application, as Argo CD compares them; hooks come and go by themselves. */
export function toObjects({ status }: Application): ObservedObject[] {
  return (status?.resources ?? [])
    .filter(({ hook }) => !hook)
    .map((resource): ObservedObject => {
      const { group = '', version = '', kind, namespace, name } = resource;
      const { health } = resource;
      return {
        group,
        version,
        kind,
        ...(namespace ? { namespace } : {}),
        name,
        sync: syncOf(resource),
        // Of a kind that Argo CD has no rule for it says nothing.
        ...(health ? { health: healthOf(health.status) } : {}),
        ...(health?.message ? { healthMessage: health.message } : {}),
        fields: [],
      };
    });
}
