import type { PolicyEdit } from '@backstage-gitops/plugin-gitops-common';
import styles from './PolicyEdit.module.css';

/** What becomes weaker where, from what to what. */
export function WeakenedList({ weakens }: Pick<PolicyEdit, 'weakens'>) {
  return (
    <ul className={styles.weakened} aria-label="What becomes weaker">
      {weakens.map(({ environment, sentence }) => (
        <li key={`${environment} ${sentence}`}>
          <strong>{environment}</strong>: {sentence}
        </li>
      ))}
    </ul>
  );
}
