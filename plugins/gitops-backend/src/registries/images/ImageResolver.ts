import { BoundedCache } from '../BoundedCache';
import { RegistryRefused } from '../problems';
import type { Answered } from '../PatientClient';
import type { RegistryClient, RegistryRequest } from '../RegistryClient';
import type { RepositoryName } from '../RepositoryName';
import { describeImage, type ResolvedImage } from './describeImage';
import { DIGEST, digestOf } from './digest';
import { ACCEPTED, CONFIGS } from './mediaTypes';
import { chooseImage } from './platforms';
import { readConfig } from './readConfig';
import {
  type Descriptor,
  type ImageManifest,
  type IndexManifest,
  readManifest,
} from './readManifest';
import { absent, judge, nameOf, type Resolution } from './Resolution';

/** Largest manifest, as the distribution specification advises; and largest configuration of an image, in bytes. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Images whose description is kept: what has a digest never changes. */
const MOST_KEPT = 10_000;

type Found = { digest: string; manifest: IndexManifest | ImageManifest };

/**
 * Says what tags mean. Nothing is taken whose bytes are not those of its digest: a tag is asked for its digest, and the
 * digest for the bytes.
 */
export class ImageResolver {
  readonly #client: RegistryClient;
  readonly #images = new BoundedCache<ResolvedImage>(MOST_KEPT);

  constructor(options: { client: RegistryClient }) {
    this.#client = options.client;
  }

  /**
   * @param reference - a tag or a digest.
   * @param platform - such as `linux/arm64`.
   * @throws RegistryUnavailable; RegistryRefused where what is there is not taken.
   */
  async resolve(
    repository: RepositoryName,
    reference: string,
    platform?: string,
  ): Promise<Resolution> {
    const digest = await this.#digest(repository, reference);
    if (digest.status === 'absent') return absent(repository, reference);
    const known = digest.status === 'told' ? digest.digest : undefined;
    const kept = known && this.#images.get(key(repository, known, platform));
    if (kept) return judge(repository, reference, kept, platform);

    const found = await this.#manifest(repository, known ?? reference);
    if (!found) return absent(repository, reference);
    const image = await this.#describe(repository, found, platform);
    this.#images.set(key(repository, image.digest, platform), image);
    return judge(repository, reference, image, platform);
  }

  /** What a tag points to, as the registry says: it has to hold when the bytes are there. */
  async #digest(
    repository: RepositoryName,
    reference: string,
  ): Promise<
    | { status: 'told'; digest: string }
    | { status: 'untold' }
    | { status: 'absent' }
  > {
    if (DIGEST.test(reference)) return { status: 'told', digest: reference };
    const answered = await this.#ask(repository, 'HEAD', reference);
    if (answered.code === 404) return { status: 'absent' };
    const digest = toldBy(answered);
    return digest ? { status: 'told', digest } : { status: 'untold' };
  }

  /** The manifest, verified; undefined where it is not there. */
  async #manifest(
    repository: RepositoryName,
    reference: string,
  ): Promise<Found | undefined> {
    const answered = await this.#ask(repository, 'GET', reference);
    if (answered.code === 404) return undefined;
    const digest = digestOf(answered.body);
    // The digest that was asked for, and the one that the registry says it sends.
    const asked = DIGEST.test(reference) ? reference : digest;
    for (const told of [asked, toldBy(answered) ?? digest]) {
      if (digest !== told) throw lie(repository, `the manifest of ${told}`);
    }
    const manifest = readManifest(
      answered.body,
      answered.headers['content-type'],
    );
    if (manifest.kind === 'refused') {
      throw new RegistryRefused(
        `${nameOf(repository, reference)} is not taken. ${manifest.reason}`,
      );
    }
    return { digest, manifest };
  }

  async #describe(
    repository: RepositoryName,
    { digest, manifest }: Found,
    platform: string | undefined,
  ): Promise<ResolvedImage> {
    if (manifest.kind === 'image') {
      const config = await this.#config(repository, manifest.config);
      return describeImage({ digest, manifest, config });
    }
    const chosen = chooseImage(manifest, platform);
    const inner = chosen && (await this.#manifest(repository, chosen.digest));
    if (inner?.manifest.kind !== 'image') {
      return describeImage({ digest, index: manifest });
    }
    return describeImage({
      digest,
      index: manifest,
      manifest: inner.manifest,
      config: await this.#config(repository, inner.manifest.config),
    });
  }

  /** Undefined where it says nothing of an image, as those of charts and other artifacts. */
  async #config(
    repository: RepositoryName,
    { mediaType, digest, size }: Descriptor,
  ) {
    if (!CONFIGS.has(mediaType)) return undefined;
    const what = `the configuration ${digest}`;
    if (size > MAX_BYTES) {
      throw new RegistryRefused(
        `${nameOf(repository, digest)} is not taken: ${what} is larger than ${
          MAX_BYTES / 1024
        } KiB.`,
      );
    }
    const { code, body } = await this.#client.ask(repository, {
      what: `${what} of ${repository.name}`,
      method: 'GET',
      path: `blobs/${digest}`,
      headers: {},
      bytes: MAX_BYTES,
      redirects: 'followed',
    });
    if (code !== 200) {
      throw new RegistryRefused(
        `${repository.registry} did not tell ${what} of ${repository.name}. It answered ${code} instead of 200.`,
      );
    }
    if (digestOf(body) !== digest) throw lie(repository, what);
    return readConfig(body);
  }

  #ask(
    repository: RepositoryName,
    method: RegistryRequest['method'],
    reference: string,
  ) {
    return this.#client.ask(repository, {
      what: `what ${repository.name} has below ${reference}`,
      method,
      path: `manifests/${reference}`,
      headers: { Accept: ACCEPTED },
      bytes: MAX_BYTES,
      redirects: 'refused',
    });
  }
}

/** The digest that a registry says its answer has, where it says one that counts here. */
function toldBy({ headers }: Answered): string | undefined {
  const told = headers['docker-content-digest'];
  return typeof told === 'string' && DIGEST.test(told) ? told : undefined;
}

function key(
  { registry, name }: RepositoryName,
  digest: string,
  platform = '',
): string {
  return `${registry}/${name}@${digest} ${platform}`;
}

function lie({ registry, name }: RepositoryName, what: string) {
  return new RegistryRefused(
    `${registry} lies about ${name}: the bytes that it sent for ${what} have another digest. Nothing of it is taken.`,
  );
}
