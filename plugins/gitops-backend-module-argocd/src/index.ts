/**
 * Argo CD as the engine of GitOps for Backstage.
 *
 * @packageDocumentation
 */

export {};
