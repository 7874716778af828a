import { ManifestProblem } from '../problem';
import { formatImageName } from '../references/imageName';
import { ImageTarget } from './ImageTarget';

/** A place is pinned, and what to pin it to is not known. */
export function digestMissing(
  path: string,
  line: number | undefined,
  image: ImageTarget,
): ManifestProblem {
  const at = line === undefined ? path : `${path}:${line}`;
  const name = formatImageName(image);
  return {
    code: 'digestMissing',
    path,
    line,
    message: `${at} pins ${image.repository} by digest, but the digest of ${name} is not known. Announce the image with its digest.`,
  };
}

/** A place is written in a form that cannot hold the image. */
export function unsafe(
  path: string,
  line: number | undefined,
  image: ImageTarget,
): ManifestProblem {
  const at = line === undefined ? path : `${path}:${line}`;
  return {
    code: 'unsafeEdit',
    path,
    line,
    message: `${formatImageName(
      image,
    )} cannot be written to ${at} without changing something else. Write the image there as plain YAML once, by hand.`,
  };
}
