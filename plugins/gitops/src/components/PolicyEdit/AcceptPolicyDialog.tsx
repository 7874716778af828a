import { useApi } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { useCallback } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { ReasonDialog } from '../ActionDialog';
import { Loaded } from '../shared/Loaded';
import { WeakenedList } from './WeakenedList';

/** Asks the server what accepting an edit of the policy makes weaker now, and accepts it for a reason. */
export function AcceptPolicyDialog(props: {
  commit: string;
  onClose: () => void;
}) {
  const { commit, onClose } = props;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const plan = useLoad(
    useCallback(
      () => api.planPolicy(entityRef, commit),
      [api, entityRef, commit],
    ),
  );
  return (
    <ReasonDialog
      title="Accept a weaker policy"
      action="Accept policy"
      done="Accepted the policy"
      isDisabled={plan.state.status !== 'ready'}
      confirm={reason => api.acceptPolicy(entityRef, commit, reason)}
      onClose={onClose}
      destructive
    >
      <Alert
        status="warning"
        icon
        title="From then on promotions are judged by the new policy. It is recorded with your name and reason."
      />
      <Loaded what="what becomes weaker" load={plan}>
        {({ weakens }) => <WeakenedList weakens={weakens} />}
      </Loaded>
    </ReasonDialog>
  );
}
