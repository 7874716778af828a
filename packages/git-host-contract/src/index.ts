/**
 * What every Git host must do, as a suite that hosts run.
 *
 * @packageDocumentation
 */

export { BareRepository } from './git/BareRepository';
export { describeGitHost } from './suite/describeGitHost';
export type {
  Failure,
  HostUnderTest,
  HostWorld,
  Offer,
  Protection,
} from './suite/HostWorld';
