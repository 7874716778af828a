import type {
  Environment,
  Promotion,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useCallback } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { useLoad } from '../../hooks/useLoad';
import { ActionDialog } from '../ActionDialog';
import { DiffViewer } from '../DiffViewer';
import { CommitLink } from '../shared/CommitLink';
import { Loaded } from '../shared/Loaded';
import { ACTION_LABELS } from './environmentActions';

/** Shows what changes before it is approved; the approval is for exactly that head. */
export function ApproveDialog(props: {
  promotionId: string;
  environment: Environment;
  onClose: () => void;
}) {
  const { promotionId, environment, onClose } = props;
  const api = useApi(gitopsApiRef);
  const load = useLoad(
    useCallback(() => api.promotion(promotionId), [api, promotionId]),
  );
  const { state } = load;
  const seen = state.status === 'ready' ? state.value : undefined;
  const headCommit = seen?.pullRequest?.headCommit;

  return (
    <ActionDialog
      title={`Approve for ${environment.name}`}
      description="Your approval counts for what you see here, and not for anything pushed later."
      action={ACTION_LABELS.approve}
      done={`Approved for ${environment.name}`}
      isDisabled={headCommit === undefined}
      confirm={async () => {
        if (headCommit !== undefined) {
          try {
            await api.approve(promotionId, headCommit);
          } catch (refusal) {
            // Most likely the head has moved: what is shown beside the refusal is then what there is to review.
            await load.reload();
            throw refusal;
          }
        }
      }}
      onClose={onClose}
    >
      <Loaded what="the promotion" load={load}>
        {promotion => <Reviewed promotion={promotion} />}
      </Loaded>
    </ActionDialog>
  );
}

function Reviewed({ promotion }: { promotion: Promotion }) {
  const { pullRequest } = promotion;
  return (
    <>
      {pullRequest ? (
        <Text as="p">
          Head <CommitLink commit={pullRequest.headCommit} /> of pull request #
          {pullRequest.number}
          {promotion.release && `, release ${promotion.release.version}`}
        </Text>
      ) : (
        <Text as="p">
          The pull request is gone, so there is nothing to approve. Close this
          and look at the history.
        </Text>
      )}
      <DiffViewer differences={promotion.differences ?? []} />
    </>
  );
}
