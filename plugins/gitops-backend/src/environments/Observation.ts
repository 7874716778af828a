import type { Change, Image } from '@backstage-gitops/plugin-gitops-common';

/** What Git holds of an environment at one commit of its branch. */
export interface Observation {
  /** The branch's head when it was read. */
  head: string;
  images: Image[];
  /** The known release these images are. */
  release?: string;
  /** Digest over the environment's own files. */
  content: string;
  /** Every path the environment reads: own and shared. */
  paths: string[];
  /** The change that put this content there. */
  change?: Change;
  /** What is wrong with the files, where they could not be read as manifests. */
  problem?: string;
}
