import kubernetesModule from '@backstage-gitops/plugin-gitops-backend-module-kubernetes';
import createKnex from 'knex';
import { KubernetesProxy } from './KubernetesProxy';
import { startReplica } from './startReplica';

/** A replica in a process of its own. Says where it listens; lives until it is killed. */
async function main(): Promise<void> {
  const { clusters, config, database, entities, services } = JSON.parse(
    process.argv[2],
  );
  const { server } = await startReplica({
    config,
    services,
    entities: async () => entities,
    database: createKnex({ ...database, useNullAsDefault: true }),
    features: [new KubernetesProxy(clusters).plugin, kubernetesModule],
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  process.stdout.write(`listening on ${address.port}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
