/**
 * A patch that contradicts itself or cannot be read.
 *
 * @public
 */
export class PatchError extends Error {
  override name = 'PatchError';
}
