import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { NumberField } from '@backstage/ui';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { ReasonDialog } from '../ActionDialog';
import { ACTION_LABELS } from './environmentActions';

const MAX_HOURS = 24 * 365;

/** Pauses automation on an environment, for a while or until it is resumed. */
export function HoldDialog(props: {
  environment: Environment;
  onClose: () => void;
}) {
  const { environment, onClose } = props;
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const [hours, setHours] = useState(NaN);
  return (
    <ReasonDialog
      title={`Hold ${environment.name}`}
      description="Pauses automatic promotions. People can still promote."
      action={ACTION_LABELS.hold}
      done={`Held ${environment.name}`}
      confirm={reason =>
        api.hold(
          { entityRef, environment: environment.name },
          { reason, expiresAt: hoursFromNow(hours) },
        )
      }
      onClose={onClose}
    >
      <NumberField
        label="Ends by itself after (hours)"
        description="Optional. Without it the hold stays until someone resumes."
        minValue={1}
        maxValue={MAX_HOURS}
        value={hours}
        onChange={setHours}
      />
    </ReasonDialog>
  );
}

// An empty number field holds NaN.
function hoursFromNow(hours: number): string | undefined {
  return Number.isNaN(hours)
    ? undefined
    : DateTime.utc().plus({ hours }).toISO();
}
