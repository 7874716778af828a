/**
 * Byte-exact edits of manifests, and what an environment's Inputs are.
 *
 * @packageDocumentation
 */
export type { Tree } from './tree';
export type { ManifestProblem, ManifestProblemCode } from './problem';
export { collectInputs } from './inputs/collectInputs';
export type { Inputs, InputsResult } from './inputs/collectInputs';
export { findImages } from './references/findImages';
export type { ImageReference, ImagesResult } from './references/findImages';
export { formatImageName, parseImageName } from './references/imageName';
export type { ImageName } from './references/imageName';
export { editImages } from './edits/editImages';
export type {
  EditImagesOptions,
  EditResult,
  ImageTarget,
} from './edits/editImages';
export type { ExplicitEdit } from './edits/explicitPlaces';
export type { FileChange } from './edits/lineChanges';
export { isPlainSafe } from './yaml/scalars';
