import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedWorld } from '../seed/seedWorld';
import { demoFolder } from '../world/demoFolder';
import type { World } from '../world/World';

/** A folder of its own for one test file, and how to remove it. */
export async function temporaryFolder(): Promise<{
  path: string;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gitops-demo-test-'));
  return {
    path: folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A seeded world in a folder of its own. */
export async function temporaryWorld(): Promise<{
  world: World;
  remove(): Promise<void>;
}> {
  const folder = await temporaryFolder();
  const world = await seedWorld(demoFolder(folder.path));
  return { world, remove: folder.remove };
}
