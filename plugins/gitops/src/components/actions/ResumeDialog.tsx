import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { ActionDialog } from '../ActionDialog';
import { ACTION_LABELS } from './environmentActions';

/** Says what a hold kept back and what follows its end, and ends it. */
export function ResumeDialog(props: {
  environment: Environment;
  onClose: () => void;
}) {
  const { environment, onClose } = props;
  const { name, hold, candidate } = environment;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  return (
    <ActionDialog
      title={`Resume ${name}`}
      description="Ends the hold: automatic promotions go on."
      action={ACTION_LABELS.resume}
      done={`Resumed ${name}`}
      confirm={() => api.resume({ entityRef, environment: name })}
      onClose={onClose}
    >
      {hold && (
        <Text as="p">
          Held by {hold.by.name}: {hold.reason}
        </Text>
      )}
      <Text as="p">
        {candidate
          ? `${candidate.version} is promoted next, once its gates pass. Releases between it and what runs now are left out.`
          : 'No newer release waits for it now.'}
      </Text>
    </ActionDialog>
  );
}
