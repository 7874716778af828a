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
export { OpenApi } from './github/OpenApi';
export type { Account as GitlabAccount } from './gitlab/state';
export { GitlabStandIn } from './gitlab/GitlabStandIn';
export type { Answered } from './standIn/Answered';
export { webhookExamples, type WebhookExample } from './github/webhookExamples';
export { describeGitHost } from './suite/describeGitHost';
export type {
  Failure,
  HookKind,
  HostUnderTest,
  HostWorld,
  Offer,
  Protection,
  ReceivedHook,
} from './suite/HostWorld';
