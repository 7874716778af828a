import {
  pipelineSignalChannel,
  type Pipeline,
  type PipelineSignal,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { useCallback, useEffect } from 'react';
import { gitopsApiRef } from '../api/gitopsApiRef';
import { useLoad, type Load } from './useLoad';
import { usePolling } from './usePolling';

const POLL_INTERVAL_MS = 15_000;

/**
 * The pipeline of an entity, kept up to date: asked for again when a signal names a newer revision, and now and then
 * anyway, since a signal may be lost with its connection.
 */
export function usePipeline(entityRef: string): Load<Pipeline> {
  const api = useApi(gitopsApiRef);
  const load = useLoad(
    useCallback(() => api.pipeline(entityRef), [api, entityRef]),
  );
  const { state, reload } = load;

  const { lastSignal } = useSignal<PipelineSignal>(
    pipelineSignalChannel(entityRef),
  );
  const signalled = lastSignal?.revision;
  const shown = state.status === 'ready' ? state.value.revision : undefined;
  useEffect(() => {
    if (signalled !== undefined && shown !== undefined && signalled > shown) {
      void reload();
    }
  }, [signalled, shown, reload]);

  usePolling(reload, POLL_INTERVAL_MS);
  return load;
}
