import { readdir, rm } from 'node:fs/promises';
import { isError } from '@backstage/errors';
import type { DemoFolder } from '../world/demoFolder';
import type { World } from '../world/World';
import { seedWorld } from './seedWorld';

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Deletes the embedded world, the backend's database included, and makes it anew.
 *
 * @throws Error where the folder has something in it, but no demo: it may be somebody's home.
 */
export async function resetWorld(folder: DemoFolder): Promise<World> {
  const entries = await listFolder(folder.root);
  if (entries.length > 0 && !entries.includes('accounts.json')) {
    throw new Error(
      `${folder.root} does not look like a demo: it has files, but no accounts.json. Nothing was deleted. Set GITOPS_DEMO_STATE to the demo's folder, or delete this one yourself.`,
    );
  }
  await rm(folder.root, { recursive: true, force: true });
  return seedWorld(folder);
}
