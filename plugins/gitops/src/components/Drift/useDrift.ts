import type {
  DriftReport,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReconcileRequest } from '../../api/GitOpsApi';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad, type Load } from '../../hooks/useLoad';
import { useOnChange } from '../../hooks/useOnChange';
import { hasAnswered, type AskedReconciliation } from './hasAnswered';

const POLL_INTERVAL_MS = 1_000;
const POLL_FOR_MS = 15_000;

/** The drift of an environment, and the way to ask its engine for something. */
export interface Drift {
  load: Load<DriftReport>;
  /** Resolves once the backend took the request; the report is then asked for until it shows the outcome. */
  ask: (request: ReconcileRequest, before: DriftReport) => Promise<void>;
  /** What the engine has not answered yet. */
  awaited?: ReconcileRequest['action'];
}

/** The drift of an environment, kept up to date: with the pipeline, and closely for a while after an action. */
export function useDrift(environment: Environment): Drift {
  const api = useApi(gitopsApiRef);
  const { entityRef, revision } = usePipelineScope();
  const { name, cluster } = environment;
  const id = useMemo(
    () => ({ entityRef, environment: name }),
    [entityRef, name],
  );
  const load = useLoad(useCallback(() => api.drift(id), [api, id]));
  const { state, reload } = load;
  // A cluster that was seen again, and is the same, is a newer "as of" without a newer revision.
  useOnChange(`${revision} ${cluster?.asOf}`, reload);

  const [asked, setAsked] = useState<AskedReconciliation>();
  const ask = useCallback(
    async (request: ReconcileRequest, before: DriftReport) => {
      await api.reconcile(id, request);
      setAsked({ request, before });
    },
    [api, id],
  );

  useEffect(() => {
    if (!asked) {
      return undefined;
    }
    let next: ReturnType<typeof setTimeout>;
    let stopped = false;
    // The next question waits for the answer: a slow server would else never be heard, only asked.
    const poll = async () => {
      await reload();
      if (!stopped) {
        next = setTimeout(poll, POLL_INTERVAL_MS);
      }
    };
    next = setTimeout(poll, POLL_INTERVAL_MS);
    const end = setTimeout(() => setAsked(undefined), POLL_FOR_MS);
    return () => {
      stopped = true;
      clearTimeout(next);
      clearTimeout(end);
    };
  }, [asked, reload]);

  const report = state.status === 'ready' ? state.value : undefined;
  useEffect(() => {
    if (asked && report && hasAnswered(asked, report)) {
      setAsked(undefined);
    }
  }, [asked, report]);

  return { load, ask, awaited: asked?.request.action };
}
