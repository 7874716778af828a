import { HostServer } from './host/HostServer';
import { seedWorld } from './seed/seedWorld';
import { demoFolder } from './world/demoFolder';
import { provideTools } from './world/provideTools';
import { startCluster } from './world/startCluster';
import { hostPort } from './world/World';

function say(line: string): void {
  process.stdout.write(`demo: ${line}\n`);
}

/** The process of the embedded world: makes what is missing of it, and is its Git host and its cluster until it is told to end. */
async function main(): Promise<void> {
  const world = await seedWorld(demoFolder());
  const host = await HostServer.start({ world, port: hostPort });
  const cluster = await startCluster(world, say);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => Promise.all([host.stop(), cluster.stop()]));
  }
  await provideTools(world, say);
  say(`Git host at ${host.url}, state in ${world.folder.root}`);
  say('ready');
}

main().catch(error => {
  process.stderr.write(
    `demo: ${error instanceof Error ? error.message : error}\n`,
  );
  process.exitCode = 1;
});
