import type { SoakSighting } from '@backstage-gitops/policy';

/** What a look at an environment's cluster says of the release that Git holds there. */
export function soakSighting(
  view: { sync: string; health: string; revision?: string },
  head: string | undefined,
): SoakSighting {
  if (view.sync === 'Drifted' || view.health === 'Degraded') return 'broken';
  return view.sync === 'Synced' &&
    view.health === 'Healthy' &&
    view.revision === head
    ? 'well'
    : 'unclear';
}
