import type { AffectedEnvironment } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { useId } from 'react';
import { EntityLink } from '../shared/EntityLink';
import { EntityLinks } from '../shared/EntityLinks';
import styles from './PlanView.module.css';

/** Other environments that read what would change, their owners, and the files they share. */
export function Affected({ affects }: { affects: AffectedEnvironment[] }) {
  const headingId = useId();
  return (
    <div className={styles.affected}>
      <Text as="h3" weight="bold" id={headingId}>
        Who else is affected
      </Text>
      <Text as="p">
        These environments read the same files. Their owners are asked, too.
      </Text>
      <ul aria-labelledby={headingId}>
        {affects.map(({ entityRef, environment, owners, files }) => (
          <li key={`${entityRef} ${environment} ${files.join(' ')}`}>
            {entityRef ? (
              <>
                <EntityLink entityRef={entityRef} />, {environment}
              </>
            ) : (
              // One that the viewer may not see: its name is a secret, that it is asked is not.
              environment
            )}
            {owners.length > 0 ? (
              <>
                {' '}
                (owned by <EntityLinks entityRefs={owners} />)
              </>
            ) : (
              ' (nobody owns it)'
            )}
            {files.map(file => (
              <div key={file}>
                <code>{file}</code>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
