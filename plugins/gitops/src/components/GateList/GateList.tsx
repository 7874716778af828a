import type { Gate } from '@backstage-gitops/plugin-gitops-common';
import { GateItem } from './GateItem';
import { GateOutlook } from './GateOutlook';
import styles from './GateList.module.css';

/**
 * The conditions of a promotion: a checklist of what is to be done now, by whom, or the record of what they once said.
 */
export function GateList(props: {
  gates: Gate[];
  as?: 'checklist' | 'record';
}) {
  const { gates, as = 'checklist' } = props;
  return (
    <ul className={styles.list} aria-label="Gates">
      {gates.map((gate, index) => (
        <GateItem key={`${gate.name} ${index}`} gate={gate}>
          {as === 'checklist' && <GateOutlook gate={gate} />}
        </GateItem>
      ))}
    </ul>
  );
}
