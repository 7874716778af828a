/**
 * GitOps in software templates.
 *
 * @packageDocumentation
 */

export { createPipelineAction } from './createPipelineAction';
export { scaffolderModuleGitOps as default } from './module';
