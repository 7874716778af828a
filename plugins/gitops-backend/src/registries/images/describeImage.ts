import { formatPlatform, imagesOf } from './platforms';
import type { ImageConfig } from './readConfig';
import type { ImageManifest, IndexManifest } from './readManifest';

/** What a tag means. */
export interface ResolvedImage {
  /** What is pinned: of the index where there is one. */
  digest: string;
  mediaType: string;
  /** Such as `linux/arm64/v8`; empty where nothing says what it runs on. */
  platforms: string[];
  /** When it was built, ISO 8601, UTC. */
  createdAt?: string;
  /** What it was built from, as whoever built it says: nobody vouches for it. */
  source?: { repository: string; commit: string };
  version?: string;
}

/** What was read of an image, from the outside to the inside. */
export interface ImageParts {
  digest: string;
  index?: IndexManifest;
  manifest?: ImageManifest;
  config?: ImageConfig;
}

const OCI = 'org.opencontainers.image';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** Longest text that is taken from an image. */
const MAX_TEXT = 500;

/** What is written about an image in one place. */
type Texts = Record<string, string>;

function toTime(text: string | undefined): string | undefined {
  const time = Date.parse(text?.slice(0, MAX_TEXT) ?? '');
  // Builds that can be repeated say that they were in 1970: that is no time.
  return time > 0 ? new Date(time).toISOString() : undefined;
}

function toVersion(text: string | undefined): string | undefined {
  const line = text?.slice(0, MAX_TEXT).replace(/[\p{C}\s]+/gu, ' ');
  return line?.trim() || undefined;
}

function isAddress(text: string | undefined): text is string {
  if (!text || text.length > MAX_TEXT || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password;
}

/** Both from one place: the commit of a base image is none of another's repository. */
function toSource(texts: Texts): ResolvedImage['source'] {
  const repository = texts[`${OCI}.source`];
  const commit = texts[`${OCI}.revision`];
  return isAddress(repository) && COMMIT.test(commit ?? '')
    ? { repository, commit }
    : undefined;
}

/** An image with one manifest runs on what its configuration says. */
function platformsOf({ index, config }: ImageParts): string[] {
  if (index) {
    return imagesOf(index).flatMap(({ platform }) =>
      platform ? [formatPlatform(platform)] : [],
    );
  }
  const { os, architecture, variant } = config ?? {};
  return os && architecture
    ? [formatPlatform({ os, architecture, variant })]
    : [];
}

function first<T>(values: Array<T | undefined>): T | undefined {
  return values.find(value => value !== undefined);
}

/**
 * What is known of an image. Annotations of the index count first, then those of the manifest, then the labels of its
 * configuration. Of the time alone labels count last: a base image's are inherited, its `created` is not.
 */
export function describeImage(parts: ImageParts): ResolvedImage {
  const { digest, index, manifest, config } = parts;
  const annotations = [index?.annotations ?? {}, manifest?.annotations ?? {}];
  const labels = config?.labels ?? {};
  const places = [...annotations, labels];
  return {
    digest,
    mediaType: (index ?? manifest)?.mediaType ?? '',
    platforms: platformsOf(parts),
    createdAt: first([
      ...annotations.map(texts => toTime(texts[`${OCI}.created`])),
      toTime(config?.created),
      toTime(labels[`${OCI}.created`]),
    ]),
    source: first(places.map(toSource)),
    version: first(places.map(texts => toVersion(texts[`${OCI}.version`]))),
  };
}
