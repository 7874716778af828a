/**
 * Compares Git with a cluster: what differs, who changed it, how healthy it is; secrets masked.
 *
 * @packageDocumentation
 */

export * from './apply';
export * from './attribution';
export { type Change, changesBetween } from './compare/changesBetween';
export { compareLocally } from './compare/compareLocally';
export * from './fields';
export * from './json';
export * from './schema';
