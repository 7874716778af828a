/**
 * Ports of GitOps for Backstage: interfaces and extension points that modules implement.
 *
 * @packageDocumentation
 */

export { TerminalHostError } from './errors';
export {
  type AppliedObject,
  type ApplyOutcome,
  type ControlOutcome,
  type DesiredState,
  type Engine,
  type EngineAction,
  type EngineCondition,
  type EngineDeployment,
  type EngineEnvironment,
  type EngineHealth,
  type EngineName,
  type EngineObservation,
  type EngineOperation,
  type EngineSource,
  type EngineSubject,
  type FieldDrift,
  type FieldOwner,
  type IgnoreRule,
  objectId,
  type ObjectReference,
  type ObservedObject,
} from './Engine';
export {
  gitopsEnginesExtensionPoint,
  type EnginesExtensionPoint,
  gitopsGitHostsExtensionPoint,
  type GitHostsExtensionPoint,
} from './extensions';
export type {
  CommitComparison,
  CommitList,
  CommitOutcome,
  CommitStatus,
  CommitSummary,
  GitHost,
  GitRemote,
  Mergeability,
  MergeGroup,
  MergeMethod,
  MergeOutcome,
  PullRequest,
  PullRequestContent,
  PullRequestReading,
  PullRequestState,
  RepositoryFile,
  RequiredCheck,
  Review,
} from './GitHost';
