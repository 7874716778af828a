/**
 * Reads clusters, keeps what is wanted of them in view, and compares it with Git.
 *
 * @packageDocumentation
 */

export * from './access';
export * from './cache';
export * from './observe';
export { PlaceIndex } from './shape/PlaceIndex';
export { isSameRepository, placeKey, placeOfEnvironment } from './shape/places';
/** Readers of objects that others define, for engines whose versions differ. */
export * as tolerant from './shape';
