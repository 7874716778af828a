import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { EnvironmentCard } from './EnvironmentCard';
import styles from './Environments.module.css';

/** The environments of a pipeline, in the order a release takes. */
export function Environments(props: { environments: Environment[] }) {
  return (
    <ol className={styles.grid} aria-label="Environments">
      {props.environments.map(environment => (
        <li key={environment.name} className={styles.item}>
          <EnvironmentCard environment={environment} />
        </li>
      ))}
    </ol>
  );
}
