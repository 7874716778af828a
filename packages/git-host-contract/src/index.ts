/**
 * What every Git host must do, as a suite that hosts run, and stand-ins of real hosts to run it against.
 *
 * @packageDocumentation
 */

export { BareRepository } from './git/BareRepository';
export { ClonedRepository } from './git/ClonedRepository';
export { GiteaStandIn } from './gitea/GiteaStandIn';
export type { Account } from './github/state';
export { GithubStandIn } from './github/GithubStandIn';
export type { Answered } from './github/handleRequest';
export { OpenApi } from './github/OpenApi';
export { describeGitHost } from './suite/describeGitHost';
export type {
  Failure,
  HostUnderTest,
  HostWorld,
  Offer,
  Protection,
} from './suite/HostWorld';
