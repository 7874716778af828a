/** Lists of manifests, one for each platform. */
export const INDEXES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

/** Manifests of one image. */
export const MANIFESTS: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]);

/** What says how an image was built; artifacts of other kinds have configurations of their own. */
export const CONFIGS: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
]);

/** What registries are asked for, an index first. Without it some convert to what nobody pushed, with another digest. */
export const ACCEPTED = [...INDEXES, ...MANIFESTS].join(', ');
