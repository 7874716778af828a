import { digestOf } from '../images/digest';

/** Bytes that a registry keeps. */
export interface Content {
  digest: string;
  mediaType: string;
  bytes: Buffer;
}

/** All that is pushed for one tag. */
export interface BuiltImage {
  blobs: Content[];
  /** Of platforms, below an index. */
  inner: Content[];
  /** What the tag points to. */
  top: Content;
}

const OCI = 'application/vnd.oci.image';

/** Names of media types of one family, for the same things. */
export const FAMILIES = {
  oci: {
    index: `${OCI}.index.v1+json`,
    manifest: `${OCI}.manifest.v1+json`,
    config: `${OCI}.config.v1+json`,
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
  },
};

/** What an image is built from. */
export interface Recipe {
  family?: keyof typeof FAMILIES;
  created?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** One by default, without an index. */
  platforms?: Array<{ os: string; architecture: string; variant?: string }>;
  /** Makes it an index. */
  indexAnnotations?: Record<string, string>;
}

/** Some bytes as content. */
export function content(mediaType: string, value: object | string): Content {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const bytes = Buffer.from(text);
  return { digest: digestOf(bytes), mediaType, bytes };
}

function descriptor({ digest, mediaType, bytes }: Content) {
  return { mediaType, digest, size: bytes.length };
}

/** Builds an image, with an index where the recipe has several platforms or annotations for one. */
export function buildImage(recipe: Recipe = {}): BuiltImage {
  const types = FAMILIES[recipe.family ?? 'oci'];
  const {
    platforms = [{ os: 'linux', architecture: 'amd64' }],
    annotations,
    indexAnnotations,
  } = recipe;
  const layer = content(
    'application/vnd.oci.image.layer.v1.tar',
    'no layer at all',
  );
  const built = platforms.map(platform => {
    const config = content(types.config, {
      ...platform,
      created: recipe.created,
      config: { Labels: recipe.labels },
      rootfs: { type: 'layers', diff_ids: [layer.digest] },
    });
    const manifest = content(types.manifest, {
      schemaVersion: 2,
      mediaType: types.manifest,
      config: descriptor(config),
      layers: [descriptor(layer)],
      annotations,
    });
    return { platform, config, manifest };
  });
  const blobs = [layer, ...built.map(({ config }) => config)];
  if (built.length === 1 && !indexAnnotations) {
    return { blobs, inner: [], top: built[0].manifest };
  }
  const index = content(types.index, {
    schemaVersion: 2,
    mediaType: types.index,
    manifests: built.map(({ manifest, platform }) => ({
      ...descriptor(manifest),
      platform,
    })),
    annotations: indexAnnotations,
  });
  return { blobs, inner: built.map(({ manifest }) => manifest), top: index };
}
