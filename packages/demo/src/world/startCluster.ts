import { writeFile } from 'node:fs/promises';
import { SimulatedCluster } from '../cluster/SimulatedCluster';
import { clusterAccounts, clusterPort, demoNamespaces } from './cluster';
import { accountsFormat, ensureSecrets, putSettings } from './secrets';
import type { World } from './World';

const OWNER_ONLY = 0o600;

/**
 * Starts the simulated cluster as it was left, with a kubeconfig for people and, among the settings, what the backend
 * reaches it with.
 */
export async function startCluster(
  { folder }: World,
  log: (line: string) => void,
): Promise<SimulatedCluster> {
  const tokens = await ensureSecrets(
    folder.cluster.accounts,
    accountsFormat,
    Object.keys(clusterAccounts),
  );
  const cluster = await SimulatedCluster.start({
    port: clusterPort,
    accounts: Object.entries(clusterAccounts).map(([name, role]) => ({
      name,
      role,
      token: tokens[name],
    })),
    namespaces: demoNamespaces(),
    stateFile: folder.cluster.state,
    log,
  });
  await writeFile(folder.cluster.kubeconfig, cluster.kubeconfig('admin'), {
    mode: OWNER_ONLY,
  });
  await putSettings(folder.settings, {
    DEMO_CLUSTER_READER_TOKEN: tokens.backstage,
    DEMO_CLUSTER_WRITER_TOKEN: tokens.gitops,
    DEMO_CLUSTER_CA: Buffer.from(cluster.certificate).toString('base64'),
  });
  return cluster;
}
