import type { RegistryConfig } from '../config';
import type { ResolvedImage } from './images/describeImage';
import { DIGEST } from './images/digest';
import { ImageResolver } from './images/ImageResolver';
import type { Resolution } from './images/Resolution';
import type { PatientClientOptions } from './PatientClient';
import { RegistryRefused } from './problems';
import { RegistryClient } from './RegistryClient';
import { parseRepository, type RepositoryName } from './RepositoryName';
import { TAG } from './tags/readTags';
import { TagLister, type TagList } from './tags/TagLister';

export type { Resolution, ResolvedImage, TagList };

/**
 * Reads registries by the OCI distribution API. What is throttled, broken or away is asked again within bounds; what is
 * kept in memory is bounded too.
 */
export class RegistryReader {
  readonly #lister: TagLister;
  readonly #resolver: ImageResolver;

  static create(
    options: PatientClientOptions & { registries: RegistryConfig[] },
  ): RegistryReader {
    const client = new RegistryClient(options);
    return new RegistryReader(
      new TagLister({ client, clock: options.clock }),
      new ImageResolver({ client }),
    );
  }

  private constructor(lister: TagLister, resolver: ImageResolver) {
    this.#lister = lister;
    this.#resolver = resolver;
  }

  /**
   * All tags of a repository, in no order.
   *
   * @throws RegistryUnavailable where it may go better later, RegistryRefused where somebody has to act.
   */
  async listTags(repository: string): Promise<TagList> {
    return this.#lister.list(parse(repository));
  }

  /**
   * What a tag or digest means now.
   *
   * @param platform - such as `linux/arm64`: what it is not made for is absent.
   * @throws RegistryUnavailable where it may go better later, RegistryRefused where somebody has to act.
   */
  async resolve(
    repository: string,
    reference: string,
    platform?: string,
  ): Promise<Resolution> {
    if (!TAG.test(reference) && !DIGEST.test(reference)) {
      throw new RegistryRefused(
        `${JSON.stringify(
          reference.slice(0, 300),
        )} is neither a tag nor a digest such as sha256:...`,
      );
    }
    return this.#resolver.resolve(parse(repository), reference, platform);
  }
}

function parse(repository: string): RepositoryName {
  const parsed = parseRepository(repository);
  if (parsed) return parsed;
  throw new RegistryRefused(
    `${JSON.stringify(
      repository.slice(0, 300),
    )} is no image repository such as ghcr.io/acme/payments.`,
  );
}
