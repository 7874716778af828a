import { HostServer } from './host/HostServer';
import { seedWorld } from './seed/seedWorld';
import { demoFolder } from './world/demoFolder';
import { hostPort } from './world/World';

/** The process of the embedded world: makes what is missing of it, and is its Git host until it is told to end. */
async function main(): Promise<void> {
  const world = await seedWorld(demoFolder());
  const host = await HostServer.start({ world, port: hostPort });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => host.stop());
  }
  process.stdout.write(
    `demo: Git host at ${host.url}, state in ${world.folder.root}\ndemo: ready\n`,
  );
}

main().catch(error => {
  process.stderr.write(
    `demo: ${error instanceof Error ? error.message : error}\n`,
  );
  process.exitCode = 1;
});
