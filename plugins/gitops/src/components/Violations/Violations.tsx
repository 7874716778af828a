import type {
  Environment,
  Violation,
} from '@backstage-gitops/plugin-gitops-common';
import { useState } from 'react';
import { AcceptViolationDialog } from './AcceptViolationDialog';
import { ViolationItem } from './ViolationItem';
import styles from './Violations.module.css';

/** Changes that came past what protects an environment, each until it is taken back or accepted. */
export function Violations({ environment }: { environment: Environment }) {
  const { violations, allowed } = environment;
  // As it was when the dialog opened: news must not change what is being confirmed.
  const [accepted, setAccepted] = useState<Violation>();
  const mayAccept = allowed.includes('promotion.bypass');
  return (
    <>
      {violations.length > 0 && (
        <ul className={styles.list} aria-label="Violations">
          {violations.map(violation => (
            <ViolationItem
              key={violation.commit}
              violation={violation}
              environment={environment}
              onAccept={mayAccept ? setAccepted : undefined}
            />
          ))}
        </ul>
      )}
      {accepted && (
        <AcceptViolationDialog
          violation={accepted}
          environment={environment}
          onClose={() => setAccepted(undefined)}
        />
      )}
    </>
  );
}
