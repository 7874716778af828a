import type { Approval } from '@backstage-gitops/plugin-gitops-common';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './Approvals.module.css';

/** Who approved, where, and whether it counts. */
export function Approvals({ approvals }: { approvals: Approval[] }) {
  if (approvals.length === 0) {
    return undefined;
  }
  return (
    <ul className={styles.list} aria-label="Approvals">
      {approvals.map(approval => (
        <li key={`${approval.via} ${approval.by.name} ${approval.at}`}>
          {approval.by.name} approved in the{' '}
          {approval.via === 'portal' ? 'portal' : 'Git host'}{' '}
          <RelativeTime at={approval.at} />
          {approval.status === 'counted'
            ? ': counts'
            : `: does not count${
                approval.reason ? ` (${approval.reason})` : ''
              }`}
        </li>
      ))}
    </ul>
  );
}
