import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

const SHOWN_FOR_MS = 6_000;

/** Tells the user that what they asked for was done. */
export function useNotify(): (title: string) => void {
  const toasts = useApi(toastApiRef);
  return useCallback(
    title => {
      toasts.post({ title, status: 'success', timeout: SHOWN_FOR_MS });
    },
    [toasts],
  );
}
