import type {
  Environment,
  Restore,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Checkbox, Radio, RadioGroup, Select, Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { ReasonDialog } from '../ActionDialog';
import { ACTION_LABELS } from '../actions/environmentActions';
import { PlanView } from '../PlanView';
import { Loaded } from '../shared/Loaded';
import { describeChange } from './describeChange';
import { useRollbackPlan } from './useRollbackPlan';
import { WhatFollows } from './WhatFollows';

/** Picks an earlier state and how much of it to restore, shows what that does and what follows, and does it for a reason. */
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
  const [restore, setRestore] = useState<Restore>('imageAndConfiguration');
  const [reject, setReject] = useState(false);
  const commit = picked ?? earlier.at(0)?.commit;
  const plan = useRollbackPlan({
    entityRef,
    environment: name,
    commit,
    restore,
  });
  const planned = plan.state.status === 'ready' ? plan.state.value : undefined;

  return (
    <ReasonDialog
      title={`Roll back ${name}`}
      description="Restores an earlier state by a new Git change, and holds automation so that it stays."
      action={ACTION_LABELS.rollBack}
      done={`Rolling back ${name}`}
      isDisabled={!planned}
      confirm={async reason => {
        if (commit !== undefined) {
          await api.rollBack(
            { entityRef, environment: name, commit, restore },
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
                label="Earlier state"
                options={items.map(change => ({
                  value: change.commit,
                  label: describeChange(change),
                }))}
                value={commit}
                onChange={key => setPicked(String(key))}
              />
              <RadioGroup
                label="Restore"
                value={restore}
                onChange={value =>
                  setRestore(
                    value === 'image' ? 'image' : 'imageAndConfiguration',
                  )
                }
              >
                <Radio value="imageAndConfiguration">
                  Image and configuration: all files of {name}
                </Radio>
                <Radio value="image">
                  Image alone: configuration stays as it is now
                </Radio>
              </RadioGroup>
              <Loaded what="the plan" load={plan}>
                {value => value && <PlanView plan={value} />}
              </Loaded>
            </>
          )
        }
      </Loaded>
      {release && (
        <Checkbox isSelected={reject} onChange={setReject}>
          Also reject {release.version}, which runs now
        </Checkbox>
      )}
      {planned && (
        <WhatFollows
          environment={props.environment}
          plan={planned}
          rejects={reject}
        />
      )}
    </ReasonDialog>
  );
}
