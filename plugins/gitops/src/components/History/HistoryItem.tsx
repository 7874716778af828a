import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { GateList } from '../GateList';
import { CommitLink } from '../shared/CommitLink';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './History.module.css';

/** One thing that happened: what, who, why, and the gates as they were. */
export function HistoryItem({ entry }: { entry: HistoryEntry }) {
  return (
    <li className={styles.entry}>
      <Text as="p">{entry.summary}</Text>
      <Text as="p" variant="body-small" color="secondary">
        {entry.by.name}, <RelativeTime at={entry.at} />
        {entry.commit && (
          <>
            {', '}
            <CommitLink commit={entry.commit} url={entry.commitUrl} />
          </>
        )}
      </Text>
      {entry.reason && <Text as="p">{`Reason: ${entry.reason}`}</Text>}
      {entry.gates && entry.gates.length > 0 && (
        <details>
          <summary className={styles.summary}>
            {`Gates (${entry.gates.length})`}
          </summary>
          <GateList gates={entry.gates} />
        </details>
      )}
    </li>
  );
}
