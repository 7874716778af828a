/**
 * Compares Git with a cluster: what differs, who changed it, how healthy it is; secrets masked.
 *
 * @packageDocumentation
 */

export * from './apply';
export * from './attribution';
export * from './clientSide';
export * from './compare';
export { withoutBuiltInDefaults } from './defaults/withoutBuiltInDefaults';
export * from './dryRun';
export * from './fields';
export * from './health';
export * from './ignore';
export * from './jq';
export * from './json';
export {
  type HiddenAnnotations,
  MaskedObject,
  type MaskedVersions,
  maskObjects,
  type ObjectVersions,
} from './mask/MaskedObjects';
export { Mask, type MaskedText } from './mask/Masked';
export { isSecretLike } from './mask/secrecy';
export { type MaskedTexts, maskTexts } from './mask/maskTexts';
export * from './merge';
export * from './quantity';
export * from './schema';
