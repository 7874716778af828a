import type { Gate } from '@backstage-gitops/plugin-gitops-common';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiShieldCrossLine,
  RiTimeLine,
  RiUserLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { canAct } from '../shared/canAct';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './GateList.module.css';

const LOOK: Record<
  Gate['status'],
  { Icon: RemixiconComponentType; label: string; className: string }
> = {
  passed: {
    Icon: RiCheckboxCircleLine,
    label: 'Passed',
    className: styles.passed,
  },
  waiting: { Icon: RiTimeLine, label: 'Waiting', className: styles.waiting },
  needsSomeone: {
    Icon: RiUserLine,
    label: 'Needs someone',
    className: styles.waiting,
  },
  failed: {
    Icon: RiCloseCircleLine,
    label: 'Failed',
    className: styles.failed,
  },
  bypassed: {
    Icon: RiShieldCrossLine,
    label: 'Bypassed',
    className: styles.failed,
  },
};

/** The conditions of a promotion as a checklist: an icon, one sentence, and who can act. */
export function GateList({ gates }: { gates: Gate[] }) {
  return (
    <ul className={styles.list} aria-label="Gates">
      {gates.map(gate => {
        const { Icon, label, className } = LOOK[gate.status];
        const who = canAct(gate.who, gate.reason);
        return (
          <li key={gate.name} className={styles.gate}>
            <Icon size={16} className={className} aria-hidden />
            <span>
              <VisuallyHidden>{`${label}: `}</VisuallyHidden>
              <span>{gate.reason}</span>
              {gate.until && (
                <span className={styles.aside}>
                  {' Changes by itself '}
                  <RelativeTime at={gate.until} />
                </span>
              )}
              {who && <span className={styles.aside}>{` ${who}`}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
