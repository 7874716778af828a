import type {
  Change,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Checkbox, Select, Text } from '@backstage/ui';
import { DateTime } from 'luxon';
import { useCallback, useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { ReasonDialog } from '../ActionDialog';
import { PlanView } from '../PlanView';
import { versionOf } from '../shared/versionOf';
import { Loaded } from '../shared/Loaded';
import { ACTION_LABELS } from './environmentActions';

/** Picks an earlier content of the environment, shows what restoring it would do, and does it for a reason. */
export function RollBackDialog(props: {
  environment: Environment;
  onClose: () => void;
}) {
  const { name, release } = props.environment;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const changes = useLoad(
    useCallback(async () => {
      const all = await api.changes({ entityRef, environment: name });
      return all.filter(change => !change.current);
    }, [api, entityRef, name]),
  );
  const earlier = changes.state.status === 'ready' ? changes.state.value : [];

  const [picked, setPicked] = useState<string>();
  const commit = picked ?? earlier.at(0)?.commit;
  const plan = useLoad(
    useCallback(
      async () =>
        commit === undefined
          ? undefined
          : api.planRollback({
              entityRef,
              environment: name,
              commit,
              restore: 'imageAndConfiguration',
            }),
      [api, entityRef, name, commit],
    ),
  );
  const isPlanned =
    plan.state.status === 'ready' && plan.state.value !== undefined;
  const [reject, setReject] = useState(false);

  return (
    <ReasonDialog
      title={`Roll back ${name}`}
      description="Restores an earlier content by a new Git change, and holds automation on this environment."
      action={ACTION_LABELS.rollBack}
      done={`Rolling back ${name}`}
      isDisabled={!isPlanned}
      confirm={async reason => {
        if (commit !== undefined) {
          await api.rollBack(
            {
              entityRef,
              environment: name,
              commit,
              restore: 'imageAndConfiguration',
            },
            { reason, reject },
          );
        }
      }}
      onClose={props.onClose}
      destructive
    >
      <Loaded what="the earlier changes" load={changes}>
        {items =>
          items.length === 0 ? (
            <Text as="p">
              Git holds no earlier content of {name} to restore.
            </Text>
          ) : (
            <>
              <Select
                label="Restore"
                options={items.map(change => ({
                  value: change.commit,
                  label: describe(change),
                }))}
                value={commit}
                onChange={key => setPicked(String(key))}
              />
              <Loaded what="the plan" load={plan}>
                {value => value && <PlanView plan={value} />}
              </Loaded>
            </>
          )
        }
      </Loaded>
      {release && (
        <Checkbox isSelected={reject} onChange={setReject}>
          Also reject the release that runs now
        </Checkbox>
      )}
    </ReasonDialog>
  );
}

function describe(change: Change): string {
  const version = versionOf(change) ?? change.commit.slice(0, 7);
  const at = DateTime.fromISO(change.at).toLocaleString(DateTime.DATETIME_MED);
  return [version, at, change.message].filter(Boolean).join(' · ');
}
