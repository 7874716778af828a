import type { DriftReport } from '@backstage-gitops/plugin-gitops-common';
import { Alert, Text } from '@backstage/ui';
import { CommitLink } from '../shared/CommitLink';
import { describePlace } from './describePlace';
import { HealthBadge } from './HealthBadge';
import { LastSeen } from './LastSeen';
import { SyncBadge } from './SyncBadge';
import styles from './DriftHeader.module.css';

/** How an environment compares with Git as a whole, what was compared, and how old the picture is. */
export function DriftHeader({ report }: { report: DriftReport }) {
  const { state, revisionUrl, warnings } = report;
  return (
    <div className={styles.header}>
      <div className={styles.badges}>
        <SyncBadge sync={state.sync} />
        <HealthBadge health={state.health} />
      </div>
      {state.sync === 'Unknown' ? (
        <Alert
          status="warning"
          icon
          title={
            state.asOf
              ? 'Unknown now; what follows was seen earlier'
              : 'Nothing is known yet'
          }
          description={state.sentence}
        />
      ) : (
        <Text as="p">{state.sentence}</Text>
      )}
      {warnings.map(warning => (
        <Alert key={warning} status="warning" icon title={warning} />
      ))}
      <Text as="p" variant="body-small" color="secondary">
        <LastSeen asOf={state.asOf} />
        {state.revision && (
          <>
            , compared with{' '}
            <CommitLink commit={state.revision} url={revisionUrl} />
          </>
        )}
      </Text>
      <Text as="p" variant="body-x-small" color="secondary">
        {describePlace(state)}
      </Text>
    </div>
  );
}
