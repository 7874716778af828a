import { Button, Text } from '@backstage/ui';
import { Loaded } from '../shared/Loaded';
import { useWaiting } from './useWaiting';
import { WaitingList } from './WaitingList';

/** What waits for the viewer, in every pipeline they may read. */
export function WaitingContent() {
  const pages = useWaiting();
  return (
    <Loaded what="what waits for you" load={pages}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 ? (
            <Text as="p" color="secondary">
              Nothing waits for you.
            </Text>
          ) : (
            <WaitingList items={items} />
          )}
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
