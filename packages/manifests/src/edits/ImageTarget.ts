/**
 * An image that a release puts in place.
 *
 * @public
 */
export interface ImageTarget {
  repository: string;
  tag: string;
  /** Needed where the manifests pin the image by digest. */
  digest?: string;
}
