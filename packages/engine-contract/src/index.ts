/**
 * API servers and clocks that the tests of engines run on.
 *
 * @packageDocumentation
 */

export { DrivenClock } from './DrivenClock';
export {
  type Fault,
  FaultyTransport,
  isDryRun,
  isWatch,
  isWrite,
  type Lift,
  statusAnswer,
} from './FaultyTransport';
export { KubeconfigTransport } from './KubeconfigTransport';
export { describeOnCluster, useEach } from './onCluster';
export { enforces, kubeconfigFile, kubectlFile } from './server';
export {
  type Grant,
  PATIENCE,
  type ServerOptions,
  ServerWorld,
  type StartedServer,
  startServer,
} from './ServerWorld';
