import type { EngineEnvironment } from '@backstage-gitops/plugin-gitops-node';
import type { ReconciliationDeclaration } from '../pipelines/Declaration';
import type { EnvironmentKey } from '../store/EnvironmentStore';

/** An environment as engines know it. */
export function toEngineEnvironment(
  { entityRef, name }: EnvironmentKey,
  { target, ignore, kinds }: ReconciliationDeclaration,
): EngineEnvironment {
  return { entityRef, name, target, ignore, kinds };
}
