import { BoundedCache } from '../../registries/BoundedCache';
import type { Clock } from '../../registries/Clock';
import { RegistryRefused } from '../../registries/problems';
import type {
  RegistryReader,
  Resolution,
  ResolvedImage,
} from '../../registries/RegistryReader';

/** What is known of a tag: what it meant when it was asked for, or why it is passed over. */
export type KnownTag =
  | ({ status: 'resolved' } & Pick<
      ResolvedImage,
      'digest' | 'createdAt' | 'source'
    >)
  | { status: 'passedOver'; reason: string };

/** Tags that are kept in mind, of all repositories. */
const MOST_TAGS = 250_000;

/** How long a tag is passed over before it is asked for again, in milliseconds: it may be mended under the same name. */
const PASSED_OVER_FOR = 3_600_000;

/** Where a tag is. */
export interface TagPlace {
  repository: string;
  tag: string;
  platform?: string;
}

/**
 * What tags meant when they were first asked for. A tag is not asked for twice: releases are pinned, and only rules that
 * follow moving tags want to know what one means by now.
 */
export class KnownTags {
  readonly #reader: Pick<RegistryReader, 'resolve'>;
  readonly #clock: Clock;
  readonly #tags = new BoundedCache<{ known: KnownTag; until: number }>(
    MOST_TAGS,
  );

  constructor(options: {
    reader: Pick<RegistryReader, 'resolve'>;
    clock: Clock;
  }) {
    this.#reader = options.reader;
    this.#clock = options.clock;
  }

  get(place: TagPlace): KnownTag | undefined {
    const entry = this.#tags.get(keyOf(place));
    return entry && this.#clock.now() < entry.until ? entry.known : undefined;
  }

  /** @throws RegistryUnavailable: then nothing is known. */
  async ask(place: TagPlace): Promise<KnownTag> {
    const { repository, tag, platform } = place;
    const known = await this.#reader
      .resolve(repository, tag, platform)
      .then(read, passOver);
    const until =
      known.status === 'resolved'
        ? Infinity
        : this.#clock.now() + PASSED_OVER_FOR;
    this.#tags.set(keyOf(place), { known, until });
    return known;
  }
}

function keyOf({ repository, tag, platform = '' }: TagPlace): string {
  return `${repository}:${tag} ${platform}`;
}

function read(resolution: Resolution): KnownTag {
  if (resolution.status === 'absent') {
    return { status: 'passedOver', reason: resolution.reason };
  }
  const { digest, createdAt, source } = resolution.image;
  return { status: 'resolved', digest, createdAt, source };
}

/** One tag that is not as it should be keeps nobody from the others. */
function passOver(error: unknown): KnownTag {
  if (error instanceof RegistryRefused) {
    return { status: 'passedOver', reason: error.message };
  }
  throw error;
}
