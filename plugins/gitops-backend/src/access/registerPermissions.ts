import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  gitopsEnvironmentPermissions,
  gitopsPipelineCreatePermission,
  gitopsPipelinePermissions,
  gitopsViewPermission,
} from '@backstage-gitops/plugin-gitops-common';
import { type EnvironmentStore } from '../store/EnvironmentStore';
import { type PipelineStore } from '../store/PipelineStore';
import {
  environmentResourceRef,
  environmentRules,
  pipelineResourceRef,
  pipelineRules,
} from './rules';

/** Splits `<entity reference>/<environment>`, as environment resources are named. */
function splitReference(reference: string): {
  entityRef: string;
  name: string;
} {
  const at = reference.lastIndexOf('/');
  return { entityRef: reference.slice(0, at), name: reference.slice(at + 1) };
}

/** Tells the permission framework what there is to decide, and how to look it up. */
export function registerPermissions(options: {
  registry: PermissionsRegistryService;
  pipelines: PipelineStore;
  environments: EnvironmentStore;
}): void {
  const { registry, pipelines, environments } = options;
  registry.addPermissions([
    gitopsViewPermission,
    gitopsPipelineCreatePermission,
  ]);
  registry.addResourceType({
    resourceRef: pipelineResourceRef,
    permissions: gitopsPipelinePermissions,
    rules: pipelineRules,
    getResources: async references =>
      Promise.all(references.map(reference => pipelines.get(reference))),
  });
  registry.addResourceType({
    resourceRef: environmentResourceRef,
    permissions: gitopsEnvironmentPermissions,
    rules: environmentRules,
    getResources: async references =>
      Promise.all(
        references.map(async reference => {
          const key = splitReference(reference);
          const environment = await environments.get(key);
          const pipeline = await pipelines.get(key.entityRef);
          return environment && pipeline
            ? { ...environment, owners: pipeline.owners }
            : undefined;
        }),
      ),
  });
}
