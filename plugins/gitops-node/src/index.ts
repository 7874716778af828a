/**
 * Ports of GitOps for Backstage: interfaces and extension points that modules implement.
 *
 * @packageDocumentation
 */

export { TerminalHostError } from './errors';
export {
  gitopsGitHostsExtensionPoint,
  type GitHostsExtensionPoint,
} from './extensions';
export type {
  CommitStatus,
  GitHost,
  GitRemote,
  MergeOutcome,
  PullRequest,
  PullRequestContent,
  PullRequestState,
  RepositoryFile,
  Review,
} from './GitHost';
