/**
 * The embedded Git host: bare repositories on disk with pull requests and reviews in refs.
 *
 * @packageDocumentation
 */

export { LocalGitHost } from './LocalGitHost';
export { LocalRepositories } from './LocalRepositories';
export { LocalRepository } from './LocalRepository';
export { gitopsModuleLocal as default } from './module';
export type { MergeOptions, MergeResult } from './mergePull';
export type { Author } from './objects';
export { type Conversation, PullRequests } from './PullRequests';
