import { Text } from '@backstage/ui';
import { useId, useState } from 'react';
import { EnvironmentSelect } from '../shared/EnvironmentSelect';
import { HistoryEntries } from './HistoryEntries';
import { HistoryExport } from './HistoryExport';
import styles from './History.module.css';

/** What happened to a pipeline, newest first: of all environments or of one, to read here or to take away. */
export function History(props: { environments: string[] }) {
  const [chosen, setChosen] = useState<string>();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.history}>
      <div className={styles.header}>
        <Text as="h2" variant="title-x-small" id={headingId}>
          History
        </Text>
        <div className={styles.tools}>
          <EnvironmentSelect
            environments={props.environments}
            value={chosen}
            onChange={setChosen}
          />
          <HistoryExport />
        </div>
      </div>
      <HistoryEntries key={chosen ?? ''} environment={chosen} />
    </section>
  );
}
