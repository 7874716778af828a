import type { Release } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { ActionDialog, ReasonDialog } from '../ActionDialog';

/** Rejects a release, or clears its rejection. */
export function ReleaseActionDialog(props: {
  release: Release;
  onClose: () => void;
}) {
  const { release, onClose } = props;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  return release.rejected ? (
    <ActionDialog
      title={`Clear the rejection of ${release.version}`}
      description="It may be promoted again."
      action="Clear"
      done={`Cleared ${release.version}`}
      confirm={() => api.clearRejection(entityRef, release.id)}
      onClose={onClose}
    />
  ) : (
    <ReasonDialog
      title={`Reject ${release.version}`}
      description="It is promoted nowhere until the rejection is cleared. Where it runs, it stays."
      action="Reject"
      done={`Rejected ${release.version}`}
      confirm={reason => api.rejectRelease(entityRef, release.id, reason)}
      onClose={onClose}
      destructive
    />
  );
}
