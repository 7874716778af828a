import { useEach } from '@backstage-gitops/engine-contract';
import { EngineWorld, type WorldOptions } from './EngineWorld';

export { describeOnCluster } from '@backstage-gitops/engine-contract';

jest.setTimeout(120_000);

/** A world of its own for each test: on the API server that the suite runs on, or on a simulated one. */
export function useWorld(options: WorldOptions = {}): () => EngineWorld {
  return useEach(() => EngineWorld.start(options));
}
