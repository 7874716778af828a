/**
 * Why manifests could not be read or edited.
 *
 * @public
 */
export type ManifestProblemCode =
  | 'pathMissing'
  | 'outsideRepository'
  | 'symlinkLoop'
  | 'submodule'
  | 'lfs'
  | 'notUtf8'
  | 'tooLarge'
  | 'tooDeep'
  | 'tooManyInputs'
  | 'tooManyDocuments'
  | 'tooManyAliases'
  | 'invalidYaml'
  | 'invalidJson'
  | 'invalidToml'
  | 'invalidImage'
  | 'invalidEdit'
  | 'imageNotFound'
  | 'imageAmbiguous'
  | 'digestMissing'
  | 'sharedValue'
  | 'unsafeEdit'
  | 'objectNotFound'
  | 'objectAmbiguous'
  | 'objectGenerated'
  | 'fieldNotWritable'
  | 'chartDecides';

/**
 * A reason to stop that a person can act on. Nothing has been changed when one
 * is returned.
 *
 * @public
 */
export interface ManifestProblem {
  code: ManifestProblemCode;
  /** Path in the repository. */
  path: string;
  /** Line in that file, from 1. */
  line?: number;
  /** What was asked, what was found, and what to do. */
  message: string;
}
