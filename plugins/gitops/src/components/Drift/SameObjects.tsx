import type { ObservedObject } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { HealthBadge } from './HealthBadge';
import { objectScope, objectTitle } from './objectTitle';
import styles from './SameObjects.module.css';

/** The objects that are as Git has them, folded; how many of them are not well is said outside of the fold. */
export function SameObjects(props: {
  title: string;
  objects: ObservedObject[];
}) {
  const { title, objects } = props;
  return (
    <details>
      <summary className={styles.summary}>
        {[title, ...countUnwell(objects)].join(', ')}
      </summary>
      <ul className={styles.list} aria-label="Objects as Git has them">
        {objects.map(object => (
          <li key={object.id} className={styles.item}>
            <span>{objectTitle(object)}</span>
            <Text as="span" variant="body-small" color="secondary">
              {objectScope(object)}
            </Text>
            {object.health && <HealthBadge health={object.health} />}
            {object.healthMessage && (
              <Text as="span" variant="body-small">
                {object.healthMessage}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** How many are in which other state than Healthy, such as "2 Degraded". */
function countUnwell(objects: ObservedObject[]): string[] {
  const counts = new Map<string, number>();
  for (const { health } of objects) {
    if (health && health !== 'Healthy') {
      counts.set(health, (counts.get(health) ?? 0) + 1);
    }
  }
  return [...counts].map(([word, count]) => `${count} ${word}`);
}
