import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { PipelinePage } from './PipelinePage';

/** The entity tab "GitOps". */
export function GitOpsTab() {
  const { entity } = useEntity();
  return <PipelinePage entityRef={stringifyEntityRef(entity)} />;
}
