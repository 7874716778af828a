import { Alert, Button, Text } from '@backstage/ui';
import { useState } from 'react';
import type { ReconcileRequest } from '../../api/GitOpsApi';
import { RECONCILE_LABELS, type ReconcileAction } from './reconcileActions';
import styles from './DriftActions.module.css';

/** What can be asked for the whole environment. Looking again is done at once, the rest is asked about first. */
export function DriftActions(props: {
  actions: ReconcileAction[];
  awaited?: ReconcileRequest['action'];
  refresh: () => Promise<void>;
  onChoose: (action: Exclude<ReconcileAction, { kind: 'refresh' }>) => void;
}) {
  const { actions, awaited, refresh, onChoose } = props;
  const [refusal, setRefusal] = useState<string>();

  const lookAgain = async () => {
    setRefusal(undefined);
    try {
      await refresh();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <>
      <div className={styles.buttons}>
        {actions.map(action => (
          <Button
            key={action.kind}
            size="small"
            variant={
              action.kind === 'sync' && action.emphasised
                ? 'primary'
                : 'secondary'
            }
            isPending={action.kind === 'refresh' && awaited === 'refresh'}
            onPress={() =>
              action.kind === 'refresh' ? lookAgain() : onChoose(action)
            }
          >
            {RECONCILE_LABELS[action.kind]}
          </Button>
        ))}
        <span role="status" aria-label="Progress">
          {awaited && (
            <Text as="span" variant="body-small" color="secondary">
              Waiting for the cluster…
            </Text>
          )}
        </span>
      </div>
      {refusal && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={`${RECONCILE_LABELS.refresh}: refused`}
          description={refusal}
        />
      )}
    </>
  );
}
