import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { Badge, Text } from '@backstage/ui';
import { GateList } from '../GateList';
import { CommitLink } from '../shared/CommitLink';
import { PersonName } from '../shared/PersonName';
import { RelativeTime } from '../shared/RelativeTime';
import { countVerdicts } from './countVerdicts';
import { HISTORY_KINDS } from './historyKinds';
import styles from './History.module.css';

/** One thing that happened: what, who, why, and the gates as they were, by which policy. */
export function HistoryItem({ entry }: { entry: HistoryEntry }) {
  const { environment, gates = [], policyCommit } = entry;
  const { label, tone } = HISTORY_KINDS[entry.kind];
  return (
    <li className={styles.entry} data-tone={tone}>
      <div className={styles.kind}>
        <Badge size="small">{label}</Badge>
        {environment && <Badge size="small">{environment}</Badge>}
      </div>
      <Text as="p">{entry.summary}</Text>
      <Text as="p" variant="body-small" color="secondary">
        <PersonName person={entry.by} />, <RelativeTime at={entry.at} />
        {entry.commit && (
          <>
            {', '}
            <CommitLink commit={entry.commit} url={entry.commitUrl} />
          </>
        )}
        {policyCommit && (
          <>
            {', by the policy of '}
            <CommitLink commit={policyCommit} />
          </>
        )}
      </Text>
      {entry.reason && <Text as="p">{`Reason: ${entry.reason}`}</Text>}
      {gates.length > 0 && (
        <details>
          <summary className={styles.summary}>
            {`Gates: ${countVerdicts(gates)}`}
          </summary>
          <div className={styles.gates}>
            <GateList gates={gates} as="record" />
          </div>
        </details>
      )}
    </li>
  );
}
