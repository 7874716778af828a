import { BoundedCache } from '../BoundedCache';
import type { Clock } from '../Clock';
import { RegistryRefused, RegistryUnavailable } from '../problems';
import type { RegistryClient } from '../RegistryClient';
import type { RepositoryName } from '../RepositoryName';
import { nextPage } from './nextPage';
import { readTags } from './readTags';

/** The tags of a repository, or why there are none to choose from. */
export type TagList =
  /** In no order. */
  { status: 'listed'; tags: string[] } | { status: 'unusable'; reason: string };

/** Most tags of a repository. Of more, the part that was read would be chosen from, and the best not be in it. */
const MAX_TAGS = 50_000;

/** Most bytes of one page: some registries answer all tags at once, each of which may have 128 characters. */
const MAX_PAGE = 8 * 1024 * 1024;

/** Tags asked for at a time. */
const PAGE = 1_000;

/** How long a registry may take to tell all tags, in milliseconds. */
const LONGEST_LISTING = 120_000;

/** How long a registry is left alone that takes longer, in milliseconds. */
const REST = 600_000;

/** Tags of all repositories together that are kept to be asked for only if they changed. */
const MOST_KEPT = 500_000;

interface Page {
  etag?: string;
  tags: string[];
  /** Path below the repository. */
  next?: string;
}

/** Lists the tags of repositories. Where a registry offers it, a page that has not changed costs a 304. */
export class TagLister {
  readonly #client: RegistryClient;
  readonly #clock: Clock;
  readonly #pages = new BoundedCache<Page>(
    MOST_KEPT,
    ({ tags }) => tags.length + 1,
  );

  constructor(options: { client: RegistryClient; clock: Clock }) {
    this.#client = options.client;
    this.#clock = options.clock;
  }

  /** @throws RegistryUnavailable, RegistryRefused */
  async list(repository: RepositoryName): Promise<TagList> {
    const { registry, name } = repository;
    const tags = new Set<string>();
    const end = this.#clock.now() + LONGEST_LISTING;
    let path: string | undefined = `tags/list?n=${PAGE}`;
    while (path) {
      const page: Page | undefined = await this.#page(repository, path);
      if (!page) {
        return {
          status: 'unusable',
          reason: `${registry} has no repository ${name}, or does not show it to us.`,
        };
      }
      const before = tags.size;
      for (const tag of page.tags) tags.add(tag);
      if (tags.size > MAX_TAGS) {
        return {
          status: 'unusable',
          reason: `${name} on ${registry} has more than ${MAX_TAGS.toLocaleString(
            'en',
          )} tags, which are not read; delete what nobody needs, or announce releases instead.`,
        };
      }
      if (page.next && tags.size === before) {
        throw new RegistryRefused(
          `${registry} tells the tags of ${name} in circles.`,
        );
      }
      if (page.next && this.#clock.now() > end) {
        throw new RegistryUnavailable(
          `${registry} did not tell all the tags of ${name} within ${
            LONGEST_LISTING / 1_000
          } s.`,
          this.#clock.now() + REST,
        );
      }
      path = page.next;
    }
    return { status: 'listed', tags: [...tags] };
  }

  /** Undefined where it is not there. */
  async #page(
    repository: RepositoryName,
    path: string,
  ): Promise<Page | undefined> {
    const { registry, name } = repository;
    const key = `${registry}/${name}/${path}`;
    const kept = this.#pages.get(key);
    const { code, headers, body } = await this.#client.ask(repository, {
      what: `the tags of ${name}`,
      method: 'GET',
      path,
      headers: {
        Accept: 'application/json',
        ...(kept?.etag ? { 'If-None-Match': kept.etag } : {}),
      },
      bytes: MAX_PAGE,
      redirects: 'refused',
    });
    if (code === 304 && kept) return kept;
    if (code === 404) return undefined;
    const tags = readTags(body);
    if (!tags) {
      throw new RegistryRefused(
        `${registry} did not tell the tags of ${name}: what it answered is no list of tags.`,
      );
    }
    const link = headers.link;
    const page = {
      etag: headers.etag,
      tags,
      next: nextPage(Array.isArray(link) ? link.join(', ') : link),
    };
    if (page.etag) this.#pages.set(key, page);
    return page;
  }
}
