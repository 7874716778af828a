/**
 * Pull requests, reviews, checks and merges on GitHub, in the cloud and on Enterprise servers.
 *
 * @packageDocumentation
 */

export { gitopsModuleGithub as default } from './module';
