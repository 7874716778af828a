import type { StoredRelease } from '../../store/ReleaseStore';
import type { ReleaseCandidate } from '../Candidate';
import type { ReleaseImage } from '../identity';
import type { DeclaredImage } from '../imagesOfRule';
import type { ReleaseOrigin } from '../origins';
import type { ImageSource } from './lookUpImages';

/** A release that comes from Git, with the images that were found for it. */
export interface FoundRelease {
  origin: Exclude<ReleaseOrigin, { on: 'image' }>;
  images: ReleaseImage[];
}

/** What was found in a repository for one pipeline. */
export interface Found {
  /** The one to prefer last: where releases are ordered by when they were announced, it is the newest. */
  releases: FoundRelease[];
  candidates: ReleaseCandidate[];
}

/** What finding is done with, for one pipeline. */
export interface FindTools {
  /** All images that the pipeline declares. */
  declared: DeclaredImage[];
  /** Its releases. */
  known: StoredRelease[];
  /** What made them, as `writeOrigin` spells it: it is not looked up again. */
  made: ReadonlySet<string>;
  images: ImageSource;
}
