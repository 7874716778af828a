import type { Gate, Promotion } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Radio, RadioGroup } from '@backstage/ui';
import { useState } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { ReasonDialog } from '../ActionDialog';
import { GATE_TITLES } from '../GateList';
import { BYPASS_MEANINGS } from './bypassMeaning';

/** Skips one gate that does not pass, of this promotion alone; which one is never chosen beforehand. */
export function BypassDialog(props: {
  promotion: Promotion;
  gates: Gate[];
  onClose: () => void;
}) {
  const { promotion, gates, onClose } = props;
  const api = useApi(gitopsApiRef);
  const [name, setName] = useState('');
  const gate = gates.find(one => one.name === name);
  const title = gate && GATE_TITLES[gate.name];
  return (
    <ReasonDialog
      title={`Bypass a gate of ${promotion.environment}`}
      action={title ? `Bypass: ${title}` : 'Bypass'}
      done={`Bypassed the gate ${title}`}
      isDisabled={!gate}
      confirm={async reason => {
        if (gate) {
          await api.bypass(promotion.id, gate.name, reason);
        }
      }}
      onClose={onClose}
      destructive
    >
      <Alert
        status="danger"
        icon
        title="A bypass skips a safeguard; it does not satisfy it"
        description="It counts for this promotion alone, and is recorded in the history with your name and reason."
      />
      <RadioGroup label="Gate" isRequired value={name} onChange={setName}>
        {gates.map(one => (
          <Radio key={one.name} value={one.name}>
            {`${GATE_TITLES[one.name]}: ${one.reason}`}
          </Radio>
        ))}
      </RadioGroup>
      {gate && (
        <Alert
          role="status"
          status="warning"
          icon
          title={BYPASS_MEANINGS[gate.name]}
        />
      )}
    </ReasonDialog>
  );
}
