import { EngineWorld, type WorldOptions } from './EngineWorld';
import { kubectlFile } from './server';

jest.setTimeout(120_000);

/** People work through kubectl, and so do these tests: the scripts find it, or say that they cannot. */
export const describeOnCluster = kubectlFile ? describe : describe.skip;

/** A world of its own for each test: on the API server that the suite runs on, or on a simulated one. */
export function useWorld(options: WorldOptions = {}): () => EngineWorld {
  let world: EngineWorld | undefined;

  beforeEach(async () => {
    world = await EngineWorld.start(options);
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
