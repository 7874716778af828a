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
export type { EditImagesOptions, EditResult } from './edits/editImages';
export type { ImageTarget } from './edits/ImageTarget';
export type { ExplicitEdit } from './references/ExplicitEdit';
export type { FileChange } from './edits/lineChanges';
export { startingFiles } from './starting/startingFiles';
export type {
  StartingFiles,
  StartingManifests,
} from './starting/StartingManifests';
export { isPlainSafe } from './yaml/scalars';
export { setValues } from './values/setValues';
export { setHelmValues } from './values/setHelmValues';
export type { SetValuesResult, ValueSetting } from './values/ValueSetting';
export { applyImagePolicies } from './edits/applyImagePolicies';
export type {
  ChosenImage,
  ImagePoliciesResult,
  PolicyChange,
} from './edits/applyImagePolicies';
export { setImageOverrides } from './edits/setImageOverrides';
export {
  formatImageOverride,
  mergeImageOverrides,
  parseImageOverride,
} from './references/ImageOverride';
export type { ImageOverride } from './references/ImageOverride';
export { adoptFields } from './adopt/adoptFields';
export type {
  AdoptFieldsOptions,
  AdoptionCandidate,
  AdoptResult,
} from './adopt/adoptFields';
export type { FieldChange } from './adopt/Alternatives';
export type { FieldTarget } from './fields/editField';
export { editYamlField } from './fields/editYamlField';
export type { YamlEdit } from './fields/editYamlField';
export { readYamlFields } from './fields/readYamlFields';
export type { YamlFields } from './fields/readYamlFields';
export { parseFieldPath } from './fields/FieldStep';
export type { FieldStep } from './fields/FieldStep';
export type { ObjectIdentity } from './adopt/ObjectIdentity';
export type { ManifestValue, ScalarValue } from './yaml/content';
