import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { environmentScope } from '../../api/environmentScope';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { ActionDialog, ReasonDialog } from '../ActionDialog';
import { environmentTarget, FreezeDialog, UnfreezeDialog } from '../Freezes';
import { GateList } from '../GateList';
import { ApproveDialog } from './ApproveDialog';
import { BypassDialog } from './BypassDialog';
import { ACTION_LABELS, type EnvironmentAction } from './environmentActions';
import { HoldDialog } from './HoldDialog';
import { PromoteDialog } from './PromoteDialog';
import { ResumeDialog } from './ResumeDialog';
import { RollBackDialog } from '../RollBack';

/** The dialog of an action on an environment. */
export function EnvironmentActionDialog(props: {
  action: EnvironmentAction;
  environment: Environment;
  onClose: () => void;
}) {
  const { action, environment, onClose } = props;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const id = { entityRef, environment: environment.name };
  const common = { action: ACTION_LABELS[action.kind], onClose };

  switch (action.kind) {
    case 'promote':
      return <PromoteDialog environment={environment} onClose={onClose} />;
    case 'approve':
      return (
        <ApproveDialog
          promotionId={action.promotion.id}
          environment={environment}
          onClose={onClose}
        />
      );
    case 'bypass':
      return (
        <BypassDialog
          promotion={action.promotion}
          gates={action.gates}
          onClose={onClose}
        />
      );
    case 'rollBack':
      return <RollBackDialog environment={environment} onClose={onClose} />;
    case 'hold':
      return <HoldDialog environment={environment} onClose={onClose} />;
    case 'merge':
      return (
        <ActionDialog
          {...common}
          title={`Merge into ${environment.name}`}
          description="Merges the pull request: all its gates pass."
          done={`Merging into ${environment.name}`}
          confirm={() => api.merge(action.promotion.id)}
        >
          <GateList gates={action.promotion.gates} />
        </ActionDialog>
      );
    case 'cancel':
      return (
        <ReasonDialog
          {...common}
          title={`Cancel the promotion to ${environment.name}`}
          description="Closes it, and its pull request, without deploying."
          done={`Cancelled the promotion to ${environment.name}`}
          confirm={reason => api.cancel(action.promotion.id, reason)}
          destructive
        />
      );
    case 'resume':
      return <ResumeDialog environment={environment} onClose={onClose} />;
    case 'freeze':
      return (
        <FreezeDialog
          target={environmentTarget(entityRef, environment)}
          onClose={onClose}
        />
      );
    default:
      return <UnfreezeDialog scope={environmentScope(id)} onClose={onClose} />;
  }
}
