import { kubectlFile } from './server';

/** People work through kubectl, and so do these tests: the scripts find it, or say that they cannot. */
export const describeOnCluster = kubectlFile ? describe : describe.skip;

/** A world of its own for each test. */
export function useEach<World extends { stop(): Promise<void> }>(
  start: () => Promise<World>,
): () => World {
  let world: World | undefined;

  beforeEach(async () => {
    world = await start();
  });

  afterEach(async () => {
    await world?.stop();
    world = undefined;
  });

  return () => {
    if (world) return world;
    throw new Error('There is a world within a test only.');
  };
}
