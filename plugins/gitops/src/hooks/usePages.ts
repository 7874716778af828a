import { useCallback, useRef } from 'react';
import type { Page } from '../api/GitOpsApi';
import { useLoad, type LoadState } from './useLoad';

/** The pages loaded so far as one list. */
export interface Pages<T> {
  state: LoadState<Page<T>>;
  reload: () => Promise<void>;
  loadMore: () => Promise<void>;
}

/**
 * A list with a cursor. All shown pages are asked for again each time: an entry that came in on top would otherwise
 * push others past the edge of a page, and out of sight.
 */
export function usePages<T>(
  loadPage: (cursor: string | undefined) => Promise<Page<T>>,
): Pages<T> {
  const pageCount = useRef(1);
  const { state, reload } = useLoad(
    useCallback(async () => {
      const items: T[] = [];
      let nextCursor: string | undefined;
      for (let page = 0; page < pageCount.current; page += 1) {
        const answer = await loadPage(nextCursor);
        items.push(...answer.items);
        nextCursor = answer.nextCursor;
        if (nextCursor === undefined) {
          break;
        }
      }
      return { items, nextCursor };
    }, [loadPage]),
  );
  const loadMore = useCallback(() => {
    pageCount.current += 1;
    return reload();
  }, [reload]);
  return { state, reload, loadMore };
}
