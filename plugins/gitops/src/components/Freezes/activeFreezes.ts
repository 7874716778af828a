import type {
  Decision,
  Pipeline,
} from '@backstage-gitops/plugin-gitops-common';
import { environmentScope } from '../../api/environmentScope';

/** A freeze in force, with the environments of the pipeline that it stops. */
export interface ActiveFreeze {
  scope: string;
  decision: Decision;
  environments: string[];
  /** Whether the viewer may lift it, as far as the page knows. */
  mayLift: boolean;
}

/** The freezes of a pipeline's environments, each scope once: that of a system is on every one of them. */
export function activeFreezes(pipeline: Pipeline): ActiveFreeze[] {
  const byScope = new Map<string, ActiveFreeze>();
  for (const environment of pipeline.environments) {
    const mayFreeze = environment.allowed.includes('environment.freeze');
    for (const decision of environment.freezes ?? []) {
      const scope =
        decision.scope ??
        environmentScope({
          entityRef: pipeline.entityRef,
          environment: environment.name,
        });
      const known = byScope.get(scope);
      byScope.set(scope, {
        scope,
        decision,
        environments: [...(known?.environments ?? []), environment.name],
        mayLift: (known?.mayLift ?? true) && mayFreeze,
      });
    }
  }
  return [...byScope.values()];
}
