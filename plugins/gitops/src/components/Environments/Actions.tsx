import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { environmentScope } from '../../api/environmentScope';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useViewer } from '../../hooks/useViewer';
import {
  ACTION_LABELS,
  EnvironmentActionDialog,
  environmentActions,
  isNext,
  judgeOwnApproval,
  nextStep,
  type EnvironmentAction,
  type OwnApproval,
} from '../actions';
import { NextStep } from './NextStep';
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
  const own = useOwnApproval(environment);
  const actions = environmentActions(environment, {
    scope: environmentScope({ entityRef, environment: environment.name }),
    own,
  });
  const ordinary = actions.filter(({ kind }) => kind !== 'bypass');
  const ordered = [
    ...ordinary.filter(action => isNext(action, next)),
    ...ordinary.filter(action => !isNext(action, next)),
  ];
  const bypass = actions.find(({ kind }) => kind === 'bypass');

  return (
    <div className={styles.actions}>
      <NextStep environment={environment} own={own} />
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

/** What the viewer's approval would be good for; undefined while it is not known who they are. */
function useOwnApproval({ promotion }: Environment): OwnApproval | undefined {
  const viewer = useViewer();
  if (!promotion || viewer.status === 'loading') {
    return undefined;
  }
  // The server decides; whoever cannot be told apart here is offered what it allows.
  return viewer.status === 'error'
    ? { status: 'doubtful' }
    : judgeOwnApproval(promotion, viewer.value);
}
