/**
 * Merge requests, approvals, statuses and merges on GitLab, in the cloud and self-managed.
 *
 * @packageDocumentation
 */

export { gitopsModuleGitlab as default } from './module';
