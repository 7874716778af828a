import { buildImage } from '../../registries/__testUtils__/buildImage';
import type { Resolution, TagList } from '../../registries/RegistryReader';

/** Images by tag, with the time when each was built, and a note of what was asked. */
export class FakeReader {
  /** Such as `list ghcr.io/acme/app`. */
  readonly asked: string[] = [];
  readonly #tags: Record<string, string | Error>;

  /** @param tags - when each was built, or why it cannot be told. */
  constructor(tags: Record<string, string | Error>) {
    this.#tags = tags;
  }

  set(tag: string, built: string | Error): void {
    this.#tags[tag] = built;
  }

  async listTags(repository: string): Promise<TagList> {
    this.asked.push(`list ${repository}`);
    return { status: 'listed', tags: Object.keys(this.#tags) };
  }

  async resolve(repository: string, tag: string): Promise<Resolution> {
    this.asked.push(`resolve ${repository}:${tag}`);
    const built = this.#tags[tag];
    if (built instanceof Error) throw built;
    return {
      status: 'resolved',
      image: {
        digest: digestFor(tag, built),
        mediaType: '',
        platforms: [],
        createdAt: built,
      },
    };
  }
}

/** The digest of what such a tag means. */
export function digestFor(tag: string, built: string): string {
  return buildImage({ created: built, labels: { tag } }).top.digest;
}
