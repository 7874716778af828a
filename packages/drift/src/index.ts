/**
 * Compares Git with a cluster: what differs, who changed it, how healthy it is; secrets masked.
 *
 * @packageDocumentation
 */

export * from './apply';
export * from './attribution';
export * from './compare';
export * from './fields';
export * from './health';
export {
  type FieldsToIgnore,
  withoutIgnored,
} from './ignore/withoutIgnored';
export * from './json';
export { Mask, type MaskedText } from './mask/Masked';
export * from './schema';
