import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { environmentScope } from '../../api/environmentScope';
import { usePipelineScope } from '../../hooks/PipelineScope';
import {
  ACTION_LABELS,
  EnvironmentActionDialog,
  environmentActions,
  isNext,
  nextStep,
  type EnvironmentAction,
} from '../actions';
import { entityName } from '../shared/entityName';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './Actions.module.css';

/** The next step in one sentence, and what the user can do: the next action first, a bypass apart. */
export function Actions({ environment }: { environment: Environment }) {
  const { entityRef } = usePipelineScope();
  // The environment as it was when the dialog opened: news must not change what is being confirmed.
  const [open, setOpen] = useState<{
    action: EnvironmentAction;
    environment: Environment;
  }>();

  const next = nextStep(environment);
  const actions = environmentActions(
    environment,
    environmentScope({ entityRef, environment: environment.name }),
  );
  const ordinary = actions.filter(({ kind }) => kind !== 'bypass');
  const ordered = [
    ...ordinary.filter(action => isNext(action, next)),
    ...ordinary.filter(action => !isNext(action, next)),
  ];
  const bypass = actions.find(({ kind }) => kind === 'bypass');

  return (
    <div className={styles.actions}>
      {next && (
        <div>
          <Text as="p" weight="bold">
            {next.sentence}
          </Text>
          {(next.who?.length || next.until) && (
            <Text as="p" variant="body-small" color="secondary">
              {next.who?.length
                ? `Can act: ${next.who.map(entityName).join(', ')} `
                : undefined}
              {next.until && (
                <>
                  Changes by itself <RelativeTime at={next.until} />
                </>
              )}
            </Text>
          )}
        </div>
      )}
      {ordered.length > 0 && (
        <div className={styles.buttons}>
          {ordered.map(action => (
            <Button
              key={action.kind}
              size="small"
              variant={isNext(action, next) ? 'primary' : 'secondary'}
              onPress={() => setOpen({ action, environment })}
            >
              {ACTION_LABELS[action.kind]}
            </Button>
          ))}
        </div>
      )}
      {bypass && (
        <div className={styles.danger}>
          <Button
            size="small"
            variant="secondary"
            destructive
            onPress={() => setOpen({ action: bypass, environment })}
          >
            {ACTION_LABELS.bypass}
          </Button>
        </div>
      )}
      {open && (
        <EnvironmentActionDialog {...open} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}
