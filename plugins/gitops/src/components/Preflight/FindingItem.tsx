import type { Finding } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import styles from './Preflight.module.css';

const LOOK: Record<
  Finding['status'],
  { Icon: RemixiconComponentType; label: string; className: string }
> = {
  passed: {
    Icon: RiCheckboxCircleLine,
    label: 'Passed',
    className: styles.passed,
  },
  failed: {
    Icon: RiCloseCircleLine,
    label: 'Failed',
    className: styles.failed,
  },
  unknown: {
    Icon: RiQuestionLine,
    label: 'Unknown',
    className: styles.unknown,
  },
};

/** What one check expected and found, and how to put it right. */
export function FindingItem({ finding }: { finding: Finding }) {
  const { check, environment, expected, found, fix } = finding;
  const { Icon, label, className } = LOOK[finding.status];
  return (
    <li className={styles.finding}>
      <Icon size={20} className={className} aria-hidden />
      <div>
        <Text as="p" weight="bold">
          {`${label}: ${check}${environment ? ` (${environment})` : ''}`}
        </Text>
        <dl className={styles.details}>
          <dt>Expected</dt>
          <dd>{expected}</dd>
          <dt>Found</dt>
          <dd>{found}</dd>
          {fix && (
            <>
              <dt>Fix</dt>
              <dd>{fix}</dd>
            </>
          )}
        </dl>
      </div>
    </li>
  );
}
