import { Alert, Button, Skeleton } from '@backstage/ui';
import { DateTime } from 'luxon';
import type { ReactNode } from 'react';
import type { Load } from '../../hooks/useLoad';
import styles from './Loaded.module.css';

/** Shows what was loaded; until then a placeholder, or what went wrong and a way to try again. */
export function Loaded<T>(props: {
  /** What is loaded, to complete "Could not load ...". */
  what: string;
  load: Load<T>;
  children: (value: T) => ReactNode;
}) {
  const { what, children } = props;
  const { state, reload } = props.load;
  const retry = (
    <Button variant="secondary" onPress={reload}>
      Retry
    </Button>
  );
  switch (state.status) {
    case 'loading':
      return (
        <div
          className={styles.placeholder}
          role="status"
          aria-label={`Loading ${what}`}
        >
          <Skeleton height={24} width="40%" />
          <Skeleton height={80} />
        </div>
      );
    case 'error':
      return (
        <Alert
          role="alert"
          status="danger"
          icon
          title={`Could not load ${what}`}
          description={state.error.message}
          customActions={retry}
        />
      );
    default:
      return (
        <>
          {state.failure && (
            <Alert
              role="alert"
              status="warning"
              icon
              title={`Shown as of ${DateTime.fromJSDate(
                state.at,
              ).toLocaleString(DateTime.TIME_WITH_SECONDS)}`}
              description={state.failure.message}
              customActions={retry}
            />
          )}
          {children(state.value)}
        </>
      );
  }
}
