import type { Waiting } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePages, type Pages } from '../../hooks/usePages';
import { usePolling } from '../../hooks/usePolling';

// No signal tells what waits for one person: it spans all pipelines.
const POLL_INTERVAL_MS = 30_000;

/** What waits for the viewer, kept up to date. */
export function useWaiting(): Pages<Waiting> {
  const api = useApi(gitopsApiRef);
  const pages = usePages(
    useCallback((cursor: string | undefined) => api.waiting(cursor), [api]),
  );
  usePolling(pages.reload, POLL_INTERVAL_MS);
  return pages;
}
