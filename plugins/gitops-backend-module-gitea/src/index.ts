/**
 * Pull requests, reviews, statuses and merges on Gitea and Forgejo.
 *
 * @packageDocumentation
 */

export { gitopsModuleGitea as default } from './module';
