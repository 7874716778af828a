import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { VisuallyHidden } from '@backstage/ui';
import { useId } from 'react';
import { EnvironmentCard } from './EnvironmentCard';
import styles from './Environments.module.css';

/** The environments of a pipeline, in the order a release takes. */
export function Environments(props: { environments: Environment[] }) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <VisuallyHidden>
        <h2 id={headingId}>Environments</h2>
      </VisuallyHidden>
      <ol className={styles.grid} aria-labelledby={headingId}>
        {props.environments.map(environment => (
          <li key={environment.name} className={styles.item}>
            <EnvironmentCard environment={environment} />
          </li>
        ))}
      </ol>
    </section>
  );
}
