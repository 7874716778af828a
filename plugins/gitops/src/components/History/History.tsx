import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useCallback, useId } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useOnChange } from '../../hooks/useOnChange';
import { usePages } from '../../hooks/usePages';
import { Loaded } from '../shared/Loaded';
import { HistoryItem } from './HistoryItem';
import styles from './History.module.css';

/** What happened to a pipeline, newest first. */
export function History() {
  const api = useApi(gitopsApiRef);
  const { entityRef, revision } = usePipelineScope();
  const pages = usePages(
    useCallback(
      (cursor: string | undefined) => api.history(entityRef, { cursor }),
      [api, entityRef],
    ),
  );
  useOnChange(revision, pages.reload);
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.history}>
      <Text as="h2" variant="title-x-small" id={headingId}>
        History
      </Text>
      <Loaded what="the history" load={pages}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 && (
              <Text as="p" color="secondary">
                Nothing has happened yet.
              </Text>
            )}
            <ol className={styles.entries}>
              {items.map(entry => (
                <HistoryItem key={entry.id} entry={entry} />
              ))}
            </ol>
            {nextCursor !== undefined && (
              <div>
                <Button variant="secondary" onPress={pages.loadMore}>
                  Load more
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
