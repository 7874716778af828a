import type { Gate } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Radio, RadioGroup } from '@backstage/ui';
import { useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { ReasonDialog } from '../ActionDialog';
import { ACTION_LABELS } from './environmentActions';

/** Skips one gate that does not pass; which one is never chosen beforehand. */
export function BypassDialog(props: {
  promotionId: string;
  gates: Gate[];
  onClose: () => void;
}) {
  const { promotionId, gates, onClose } = props;
  const api = useApi(gitopsApiRef);
  const [gate, setGate] = useState('');
  return (
    <ReasonDialog
      title="Bypass a gate"
      action={ACTION_LABELS.bypass}
      done={`Bypassed the gate ${gate}`}
      isDisabled={gate === ''}
      confirm={reason => api.bypass(promotionId, gate, reason)}
      onClose={onClose}
      destructive
    >
      <Alert
        status="danger"
        icon
        title="A bypass skips a safeguard. It is recorded with your name and reason."
      />
      <RadioGroup label="Gate" isRequired value={gate} onChange={setGate}>
        {gates.map(({ name, reason }) => (
          <Radio key={name} value={name}>
            {`${name}: ${reason}`}
          </Radio>
        ))}
      </RadioGroup>
    </ReasonDialog>
  );
}
