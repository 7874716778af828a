import { Badge } from '@backstage/ui';
import type { RemixiconComponentType } from '@remixicon/react';
import styles from './StatusBadge.module.css';

/** How a status looks. */
export interface StatusLook {
  Icon: RemixiconComponentType;
  tone: 'good' | 'attention' | 'bad' | 'underWay' | 'neutral' | 'unknown';
}

/** A status by icon and word. It names what it is a status of: sync and health share some words. */
export function StatusBadge(props: {
  of: 'Sync' | 'Health';
  word: string;
  look: StatusLook;
}) {
  const { Icon, tone } = props.look;
  return (
    <Badge
      size="small"
      className={`${styles.badge} ${styles[tone]}`}
      icon={<Icon size={14} aria-hidden />}
    >
      <span>
        {`${props.of}: `}
        <strong>{props.word}</strong>
      </span>
    </Badge>
  );
}
