import { useEffect } from 'react';

/** Asks again now and then, but not while nobody looks. */
export function usePolling(
  reload: () => Promise<void>,
  intervalMs: number,
): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) {
        void reload();
      }
    }, intervalMs);
    return () => clearInterval(timer);
  }, [reload, intervalMs]);
}
