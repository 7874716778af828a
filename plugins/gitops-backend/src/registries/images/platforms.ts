import type { IndexManifest, Platform } from './readManifest';

/** A manifest of an index. */
export type PlatformManifest = IndexManifest['manifests'][number];

/** `linux/amd64`, `linux/arm64/v8`. */
export function formatPlatform({
  os,
  architecture,
  variant,
}: Platform): string {
  return [os, architecture, ...(variant ? [variant] : [])].join('/');
}

/** `linux/arm64` is also what is made for `linux/arm64/v8`. */
export function isFor(platform: string, wanted: string): boolean {
  return platform === wanted || platform.startsWith(`${wanted}/`);
}

/** The images of an index. Attestations stand beside them, for a platform that they call unknown. */
export function imagesOf({ manifests }: IndexManifest): PlatformManifest[] {
  return manifests.filter(({ platform }) => platform?.os !== 'unknown');
}

/** What is read where nobody asked for a platform, if it is there. */
const USUAL = 'linux/amd64';

/** The image of an index that says for all when and from what they were built. */
export function chooseImage(
  index: IndexManifest,
  wanted: string | undefined,
): PlatformManifest | undefined {
  const images = imagesOf(index);
  const find = (name: string) =>
    images.find(
      ({ platform }) => platform && isFor(formatPlatform(platform), name),
    );
  return wanted ? find(wanted) : find(USUAL) ?? images[0];
}
