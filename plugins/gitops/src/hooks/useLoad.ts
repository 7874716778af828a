import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What is known of something that a server holds. `ready` stays while it is asked for again; `failure` then says why
 * the last attempt brought nothing newer than `at`.
 */
export type LoadState<T> =
  | { status: 'loading' }
  | { status: 'error'; error: Error }
  | { status: 'ready'; value: T; at: Date; failure?: Error };

/** A {@link LoadState} and the way to ask again. */
export interface Load<T> {
  state: LoadState<T>;
  reload: () => Promise<void>;
}

/**
 * Loads at once, and again with `reload`. A new `load` means another thing to load, and forgets what was there: keep it
 * stable with `useCallback`.
 */
export function useLoad<T>(load: () => Promise<T>): Load<T> {
  const [state, setState] = useState<LoadState<T>>({ status: 'loading' });
  // Answers may overtake each other; only that of the latest question counts.
  const latest = useRef(0);

  const reload = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    const settle = (change: (before: LoadState<T>) => LoadState<T>) => {
      if (mine === latest.current) {
        setState(change);
      }
    };
    try {
      const value = await load();
      settle(() => ({ status: 'ready', value, at: new Date() }));
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      settle(before =>
        before.status === 'ready'
          ? { ...before, failure: error }
          : { status: 'error', error },
      );
    }
  }, [load]);

  useEffect(() => {
    setState({ status: 'loading' });
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  return { state, reload };
}
