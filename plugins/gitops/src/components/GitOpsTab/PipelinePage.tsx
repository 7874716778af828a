import type { Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { useMemo } from 'react';
import { PipelineScopeProvider } from '../../hooks/PipelineScope';
import { usePipeline } from '../../hooks/usePipeline';
import { Environments } from '../Environments';
import { FreezeBanner } from '../Freezes';
import { History } from '../History';
import { News } from '../News';
import { PendingPolicy } from '../PolicyEdit';
import { PassedPreflight, Preflight } from '../Preflight';
import { Releases } from '../Releases';
import { Loaded } from '../shared/Loaded';
import { PipelineHeader } from './PipelineHeader';
import styles from './PipelinePage.module.css';

/** Everything about one pipeline, kept up to date. */
export function PipelinePage({ entityRef }: { entityRef: string }) {
  const load = usePipeline(entityRef);
  return (
    <div className={styles.page}>
      <Loaded what="the pipeline" load={load}>
        {pipeline => <Content pipeline={pipeline} refresh={load.reload} />}
      </Loaded>
    </div>
  );
}

function Content(props: { pipeline: Pipeline; refresh: () => Promise<void> }) {
  const { pipeline, refresh } = props;
  const { entityRef, revision } = pipeline;
  const names = pipeline.environments.map(({ name }) => name);
  const scope = useMemo(
    () => ({ entityRef, revision, refresh }),
    [entityRef, revision, refresh],
  );
  return (
    <PipelineScopeProvider value={scope}>
      <PipelineHeader pipeline={pipeline} />
      <FreezeBanner pipeline={pipeline} />
      <PendingPolicy pipeline={pipeline} />
      {pipeline.preflight !== 'passed' && (
        <Preflight outcome={pipeline.preflight} />
      )}
      <News environments={pipeline.environments} />
      <Environments environments={pipeline.environments} />
      <Releases
        environments={names}
        canReject={pipeline.allowed.includes('release.reject')}
      />
      <History environments={names} />
      {pipeline.preflight === 'passed' && <PassedPreflight />}
    </PipelineScopeProvider>
  );
}
