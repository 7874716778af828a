/**
 * Lets many ask for the same work at once: one run goes on at a time, and whoever asks meanwhile shares the next one, with
 * its failure. A run that has begun is not shared: it may have looked before the change that is asked for.
 */
export function shareRuns(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= current
      .catch(() => {})
      .then(() => {
        current = next ?? current;
        next = undefined;
        return run();
      });
    return next;
  };
}
