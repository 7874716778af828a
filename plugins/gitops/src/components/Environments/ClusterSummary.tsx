import type {
  ClusterState,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { Button, Text } from '@backstage/ui';
import { useAddressParameter } from '../../navigation';
import {
  countObjects,
  describePlace,
  DriftDialog,
  HealthBadge,
  LastSeen,
  SyncBadge,
} from '../Drift';
import styles from './ClusterSummary.module.css';

/** How what runs compares with Git; nothing for an environment without a cluster. */
export function ClusterSummary({ environment }: { environment: Environment }) {
  const { name, cluster } = environment;
  const [shown, show] = useAddressParameter('drift');
  if (!cluster) {
    return undefined;
  }
  return (
    <div className={styles.cluster} role="group" aria-label="Cluster">
      <div className={styles.state}>
        <SyncBadge sync={cluster.sync} />
        <HealthBadge health={cluster.health} />
        <Button size="small" variant="secondary" onPress={() => show(name)}>
          {describeDrift(cluster)}
        </Button>
      </div>
      <Text as="p" variant="body-small">
        {cluster.sentence}
      </Text>
      <Text as="p" variant="body-x-small" color="secondary">
        <LastSeen asOf={cluster.asOf} />
      </Text>
      <Text as="p" variant="body-x-small" color="secondary">
        {describePlace(cluster)}
      </Text>
      {shown === name && (
        <DriftDialog
          environment={environment}
          onClose={() => show(undefined)}
        />
      )}
    </div>
  );
}

function describeDrift({ drifted }: ClusterState): string {
  return drifted === 0
    ? 'Compare with Git'
    : countObjects(drifted, { one: 'differs', many: 'differ' });
}
