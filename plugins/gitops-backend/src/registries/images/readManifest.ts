import { z } from 'zod';
import { DIGEST } from './digest';
import { INDEXES, MANIFESTS } from './mediaTypes';

/** Most manifests in one index. */
const MAX_PLATFORMS = 1_000;

const annotations = z.record(z.string(), z.string());

/** Where bytes are, and what they are. */
const descriptor = z.object({
  mediaType: z.string(),
  digest: z.string().regex(DIGEST),
  size: z.int().min(0),
  annotations: annotations.nullish().transform(given => given ?? {}),
});

/** A part of a platform's name, as it is shown to people. */
export const platformPart = z.string().regex(/^[\w.-]{0,64}$/);

const platform = z.object({
  os: platformPart,
  architecture: platformPart,
  variant: platformPart.optional(),
});

const index = z.object({
  manifests: z
    .array(descriptor.extend({ platform: platform.nullish() }))
    .max(MAX_PLATFORMS),
  annotations: annotations.nullish(),
});

const image = z.object({
  config: descriptor,
  layers: z.array(z.unknown()),
  annotations: annotations.nullish(),
});

/** What an image is made for. */
export type Platform = z.output<typeof platform>;

/** Where bytes are, and what they are. */
export type Descriptor = z.output<typeof descriptor>;

/** A list of manifests. */
export interface IndexManifest {
  kind: 'index';
  mediaType: string;
  annotations: Record<string, string>;
  manifests: Array<Descriptor & { platform?: Platform | null }>;
}

/** The manifest of one image. */
export interface ImageManifest {
  kind: 'image';
  mediaType: string;
  annotations: Record<string, string>;
  config: Descriptor;
}

/** What a registry keeps below a tag, or why that is not taken. */
export type ReadManifest =
  | IndexManifest
  | ImageManifest
  | { kind: 'refused'; reason: string };

/** What tells the kinds apart. */
const shape = z.looseObject({
  schemaVersion: z.number(),
  mediaType: z.string().optional(),
});

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function refused(reason: string): ReadManifest {
  return { kind: 'refused', reason };
}

/**
 * Reads a manifest. What its bytes say counts more than what the registry says of them, and what is an index to one
 * reader and an image to another is nothing.
 *
 * @param contentType - what the registry says of it: OCI lets manifests leave out their media type.
 */
export function readManifest(bytes: Buffer, contentType = ''): ReadManifest {
  const json = parseJson(bytes);
  const outline = shape.safeParse(json);
  if (!outline.success) return refused('Its manifest is not one.');
  const { schemaVersion, ...fields } = outline.data;
  if (schemaVersion === 1) {
    return refused(
      'Its manifest is of schema 1, which has no digest to pin; push the image again with a builder of today.',
    );
  }
  const mediaType = fields.mediaType ?? contentType.split(';')[0].trim();
  const isIndex = 'manifests' in fields;
  if (isIndex && ('layers' in fields || 'config' in fields)) {
    return refused('Its manifest says that it is an index and an image.');
  }
  if (!(isIndex ? INDEXES : MANIFESTS).has(mediaType)) {
    return refused(
      `Its manifest says that it is ${JSON.stringify(
        mediaType.slice(0, 100),
      )}, which is not taken for an image.`,
    );
  }
  if (isIndex) {
    const { data } = index.safeParse(json);
    return data
      ? {
          kind: 'index',
          mediaType,
          annotations: data.annotations ?? {},
          manifests: data.manifests,
        }
      : refused('Its index is not as the OCI image specification has it.');
  }
  const { data } = image.safeParse(json);
  return data
    ? {
        kind: 'image',
        mediaType,
        annotations: data.annotations ?? {},
        config: data.config,
      }
    : refused('Its manifest is not as the OCI image specification has it.');
}
