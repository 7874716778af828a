import type { EngineEnvironment } from '@backstage-gitops/plugin-gitops-node';
import type {
  Place,
  ReconciliationDeclaration,
} from '../pipelines/Declaration';
import type { EnvironmentKey } from '../store/EnvironmentStore';

/** An environment as engines know it. */
export function toEngineEnvironment(
  { entityRef, name }: EnvironmentKey,
  place: Place,
  { target, ignore, kinds }: ReconciliationDeclaration,
): EngineEnvironment {
  return { entityRef, name, place, target, ignore, kinds };
}
