import { Select, Text } from '@backstage/ui';
import { useId, useState } from 'react';
import { HistoryEntries } from './HistoryEntries';
import { HistoryExport } from './HistoryExport';
import styles from './History.module.css';

// No environment has an empty name.
const ALL = '';

/** What happened to a pipeline, newest first: of all environments or of one, to read here or to take away. */
export function History(props: { environments: string[] }) {
  const [chosen, setChosen] = useState(ALL);
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.history}>
      <div className={styles.header}>
        <Text as="h2" variant="title-x-small" id={headingId}>
          History
        </Text>
        <div className={styles.tools}>
          <Select
            aria-label="Environment"
            size="small"
            options={[
              { value: ALL, label: 'All environments' },
              ...props.environments.map(name => ({ value: name, label: name })),
            ]}
            value={chosen}
            onChange={key => setChosen(String(key))}
          />
          <HistoryExport />
        </div>
      </div>
      <HistoryEntries key={chosen} environment={chosen || undefined} />
    </section>
  );
}
