import type {
  Image,
  ReleaseReference,
} from '@backstage-gitops/plugin-gitops-common';

const SHORT_DIGEST_LENGTH = 12;

/** The start of a digest, without its algorithm. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, SHORT_DIGEST_LENGTH);
}

/** How people call what is there: the release's version, or what the first image is pinned to. */
export function versionOf(content: {
  release?: ReleaseReference;
  images?: Image[];
}): string | undefined {
  const image = content.images?.at(0);
  return (
    content.release?.version ??
    image?.tag ??
    (image?.digest && shortDigest(image.digest))
  );
}
