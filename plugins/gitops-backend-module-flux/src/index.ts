/**
 * Flux as the engine of GitOps for Backstage.
 *
 * @packageDocumentation
 */

export {};
