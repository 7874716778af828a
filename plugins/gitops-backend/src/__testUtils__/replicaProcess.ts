import createKnex from 'knex';
import { startReplica } from './startReplica';

/** A replica in a process of its own, on a SQLite file. Says where it listens; lives until it is killed. */
async function main(): Promise<void> {
  const { config, database, services } = JSON.parse(process.argv[2]);
  const { server } = await startReplica({
    config,
    services,
    database: createKnex({
      client: 'better-sqlite3',
      connection: { filename: database },
      useNullAsDefault: true,
    }),
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  process.stdout.write(`listening on ${address.port}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
