/**
 * The backend of GitOps for Backstage: Git, promotions, API, store.
 *
 * @packageDocumentation
 */

export { gitopsPlugin as default } from './plugin';
