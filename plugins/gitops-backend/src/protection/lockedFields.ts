import type { JsonObject } from '@backstage-gitops/drift';
import type { LockedField } from '@backstage-gitops/policy';
import { readContent } from '../environments/readContent';
import type { Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Services } from '../promotions/services';
import { renderContent } from '../rendering/renderContent';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import { lockedChanges } from './lockedChanges';

/** Where fields are locked. */
export interface LockedPlace {
  services: Pick<Services, 'renderer'>;
  mirror: Mirror;
  environment: EnvironmentDeclaration;
  key: EnvironmentKey;
}

/** The locked fields that differ, or why nobody can say. */
export type LockedOutcome =
  | { status: 'known'; fields: LockedField[] }
  | { status: 'unknown'; reason: string };

type Rendered =
  | { status: 'rendered'; objects: JsonObject[] }
  | { status: 'unknown'; reason: string };

async function render(
  { services, mirror, environment, key }: LockedPlace,
  tree: string,
): Promise<Rendered> {
  const read = await readContent(mirror, tree, environment);
  if (read.status === 'failed') {
    return { status: 'unknown', reason: read.problem };
  }
  const outcome = await renderContent({
    renderer: services.renderer,
    mirror,
    content: read.content,
    environment,
    key,
  });
  switch (outcome.status) {
    case 'rendered':
      return {
        status: 'rendered',
        objects: [...outcome.objects, ...outcome.hooks],
      };
    case 'empty':
      return { status: 'rendered', objects: outcome.hooks };
    default:
      return { status: 'unknown', reason: outcome.reason };
  }
}

/**
 * Compares the locked fields of what an environment renders at two commits or trees: a patch or a value that changes them
 * counts as the field itself does.
 */
export async function lockedFieldsBetween(
  place: LockedPlace,
  from: string,
  to: string,
): Promise<LockedOutcome> {
  const before = await render(place, from);
  if (before.status === 'unknown') return before;
  const after = await render(place, to);
  if (after.status === 'unknown') return after;
  return {
    status: 'known',
    fields: lockedChanges(
      place.environment.locked,
      before.objects,
      after.objects,
    ),
  };
}

/** Can an environment be rendered at this commit? */
export async function isRenderable(
  place: LockedPlace,
  commit: string,
): Promise<boolean> {
  return (await render(place, commit)).status === 'rendered';
}
