import type { Gate } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiShieldCrossLine,
  RiTimeLine,
  RiUserLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { ReactNode } from 'react';
import { PeopleSentence } from '../shared/PeopleSentence';
import { GATE_TITLES } from './gateTitles';
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

/** One gate: its status and the sentence; what can be done about it are the children. */
export function GateItem(props: { gate: Gate; children?: ReactNode }) {
  const { name, status, reason, who } = props.gate;
  const { Icon, label, className } = LOOK[status];
  return (
    <li className={styles.gate}>
      <Icon size={16} className={className} aria-hidden />
      <div>
        <Text as="p" variant="body-small">
          <strong>{GATE_TITLES[name]}</strong>{' '}
          <span className={styles.status}>{label}</span>
        </Text>
        <Text as="p" variant="body-small">
          <PeopleSentence sentence={reason} who={who} />
        </Text>
        {props.children}
      </div>
    </li>
  );
}
