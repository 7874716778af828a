import { stringifyEntityRef } from '@backstage/catalog-model';
import { PIPELINE_ANNOTATION } from '@backstage-gitops/plugin-gitops-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import { NoPipeline } from './NoPipeline';
import { PipelinePage } from './PipelinePage';

/** The entity tab "GitOps". */
export function GitOpsTab({ template }: { template?: string }) {
  const { entity } = useEntity();
  const isDeclared =
    entity.metadata.annotations?.[PIPELINE_ANNOTATION] !== undefined;
  return template === undefined || isDeclared ? (
    <PipelinePage entityRef={stringifyEntityRef(entity)} />
  ) : (
    <NoPipeline entity={entity} template={template} />
  );
}
