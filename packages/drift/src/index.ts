/**
 * Compares Git with a cluster: what differs, who changed it, how healthy it is; secrets masked.
 *
 * @packageDocumentation
 */

export * from './json';
