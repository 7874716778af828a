/**
 * What every side of GitOps for Backstage shares: the pipeline file, the API's types and client, permissions.
 *
 * @packageDocumentation
 */

export { createGitOpsClient, type GitOpsClient } from './api/client';
export type * from './api/types';
export type { components, operations, paths } from './api/openapi.generated';
export {
  besideOf,
  labelOf,
  STARTING_ENVIRONMENTS,
  type PipelineBlueprint,
  type RepositoryFilePath,
} from './creation/PipelineBlueprint';
export {
  filesOfPipeline,
  planPipeline,
  type PipelinePlan,
  type PlannedFile,
} from './creation/planPipeline';
export * from './permissions/permissions';
export {
  parsePipeline,
  pipelineJsonSchema,
  type ParsedPipeline,
  type PipelineProblem,
} from './pipeline/parsePipeline';
export {
  parsePullRequestTemplate,
  type ParsedTemplate,
  type PullRequestPlaceholder,
  type TemplatePart,
} from './pipeline/pullRequestTemplate';
export {
  PIPELINE_ANNOTATION,
  pipelineSchema,
  type AnnounceSpec,
  type ApprovalSpec,
  type EnvironmentSpec,
  type GateSpec,
  type PipelineFile,
  type PipelineSpec,
  type ReleaseRule,
} from './pipeline/schema';
export { pipelineSignalChannel, type PipelineSignal } from './signals';
