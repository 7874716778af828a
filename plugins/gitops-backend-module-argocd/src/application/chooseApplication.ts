import type { EngineEnvironment } from '@backstage-gitops/plugin-gitops-node';
import type { Application } from './shape';

/** The Application of an environment, or why nobody can say which it is. */
export type Choice =
  | { status: 'chosen'; application: Application }
  | { status: 'none' | 'several'; reason: string };

function nameOf({ metadata }: Application): string {
  return `${metadata.namespace}/${metadata.name}`;
}

/** Does it deploy to another cluster? One that is named by its address is taken for the environment's own. */
function isElsewhere(
  { spec }: Application,
  { target }: EngineEnvironment,
): boolean {
  const name = spec?.destination?.name;
  return name !== undefined && name !== target.cluster && name !== 'in-cluster';
}

/** Chooses among the Applications that deploy an environment's place in Git. */
export function chooseApplication(
  candidates: Application[],
  environment: EngineEnvironment,
): Choice {
  const { place, target } = environment;
  const found = candidates.filter(one => !isElsewhere(one, environment));
  const what = `${place.path} of ${place.repository} into namespace ${target.namespace} of cluster ${target.cluster}`;
  if (found.length === 1) {
    return { status: 'chosen', application: found[0] };
  }
  return found.length === 0
    ? {
        status: 'none',
        reason: `No Application of Argo CD deploys ${what}.`,
      }
    : {
        status: 'several',
        reason: `Several Applications of Argo CD deploy ${what}: ${found
          .map(nameOf)
          .sort()
          .join(', ')}. One of them must be enough.`,
      };
}
