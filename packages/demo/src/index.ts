/**
 * The embedded world's part in a Backstage backend: sign-in without a password, and a sample permission policy.
 *
 * @packageDocumentation
 */

export { demoFeatures as default } from './demoFeatures';
export { demoAuthModule } from './auth/demoAuthModule';
export { demoPolicyModule } from './policy/demoPolicyModule';
export {
  type Account,
  SimulatedCluster,
  type SimulatedClusterOptions,
} from './cluster';
