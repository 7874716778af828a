/**
 * The built-in engine of GitOps for Backstage: compares clusters with Git and, where it may, keeps them as Git has them.
 *
 * @packageDocumentation
 */

export { gitopsModuleKubernetes as default } from './module';
