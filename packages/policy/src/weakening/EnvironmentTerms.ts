import type { EnvironmentPolicy, Trigger } from '../facts';

/**
 * What a pipeline file says of one environment, as far as it protects what runs there. Defaults are filled in and floors
 * applied: what a floor asks for anyway is weakened by no file.
 *
 * @public
 */
export interface EnvironmentTerms {
  policy: EnvironmentPolicy;
  /** Floors and permissions go by it. */
  tier?: string;
  repository: string;
  branch: string;
  path: string;
  /** Missing where it has no cluster. */
  target?: { cluster: string; namespace: string };
  engine: string;
  reconcile: 'observe' | 'sync' | 'heal';
  onViolation: 'show' | 'revert';
  locked: Array<{ kind: string; pointers: string[]; groups: string[] }>;
  ignore: Array<{
    group?: string;
    kind?: string;
    name?: string;
    pointers: string[];
    mode?: 'strip' | 'adopt';
  }>;
  /** Repositories of the pipeline's images. */
  images: string[];
  /** Where images are written. */
  edits: Array<{ image: string; file: string; path: string }>;
  /** The rules that make releases, in their order. */
  releases: ReleaseTerms[];
  /** Which jobs of CI may announce releases; undefined: all of its repository. */
  announce?: AnnounceTerms;
  /** Other environments of the pipeline whose place lies within this one's, or around it. */
  neighbours: string[];
}

/** Which jobs of CI may announce releases. What is left out is not asked for. @public */
export interface AnnounceTerms {
  repository?: string;
  refs?: string[];
  environment?: string;
}

/** A rule that makes releases: its trigger, and whatever else it says. @public */
export interface ReleaseTerms {
  on: Trigger;
  [setting: string]: unknown;
}
