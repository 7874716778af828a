import type { Waiting } from '@backstage-gitops/plugin-gitops-common';
import { WaitingItem } from './WaitingItem';
import styles from './Waiting.module.css';

/** Things that wait for the viewer. */
export function WaitingList({ items }: { items: Waiting[] }) {
  return (
    <ul className={styles.list} aria-label="Waiting for you">
      {items.map((item, index) => (
        <WaitingItem
          key={`${item.entityRef} ${item.environment} ${item.action} ${index}`}
          item={item}
        />
      ))}
    </ul>
  );
}
