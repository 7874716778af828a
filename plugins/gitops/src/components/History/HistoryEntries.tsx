import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useOnChange } from '../../hooks/useOnChange';
import { usePages } from '../../hooks/usePages';
import { Loaded } from '../shared/Loaded';
import { HistoryItem } from './HistoryItem';
import styles from './History.module.css';

/** The entries of one environment, or of all, as far as they are asked for. */
export function HistoryEntries(props: { environment: string | undefined }) {
  const { environment } = props;
  const api = useApi(gitopsApiRef);
  const { entityRef, revision } = usePipelineScope();
  const pages = usePages(
    useCallback(
      (cursor: string | undefined) =>
        api.history(entityRef, { environment, cursor }),
      [api, entityRef, environment],
    ),
  );
  useOnChange(revision, pages.reload);
  return (
    <Loaded what="the history" load={pages}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 && (
            <Text as="p" color="secondary">
              {environment === undefined
                ? 'Nothing has happened yet.'
                : `Nothing has happened in ${environment} yet.`}
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
  );
}
