/**
 * A service as it is deployed for the first time. Names are RFC 1123 labels.
 *
 * @public
 */
export interface StartingManifests {
  layout: 'plain' | 'kustomize' | 'helm';
  /** What its objects are named. */
  name: string;
  /** Folder in the repository, without a slash at its ends; '' is the root. */
  folder: string;
  image: { repository: string; tag: string };
  /** What the container listens on. */
  port: number;
  environments: readonly string[];
}

/**
 * Files by their paths, and the folder of each environment, as a pipeline file names it.
 *
 * @public
 */
export interface StartingFiles {
  files: ReadonlyMap<string, string>;
  folders: ReadonlyMap<string, string>;
}
