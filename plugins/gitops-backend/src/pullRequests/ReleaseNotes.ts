import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  CommitComparison,
  GitHost,
} from '@backstage-gitops/plugin-gitops-node';
import { normalizeRepository, type Mirrors } from '../git/Mirrors';
import type { StoredRelease } from '../store/ReleaseStore';

/** Commits that are listed; of more it is said how many. */
export const MOST_COMMITS = 50;

/** Comparisons that are remembered; two commits always differ in the same. */
const REMEMBERED = 200;

/** What a release brings that the one before it did not have. */
export type ReleaseNotes =
  | (Extract<CommitComparison, { status: 'compared' }> & {
      urlOf: (commit: string) => string;
    })
  /** Why nobody can say, in a sentence. */
  | { status: 'unknown'; reason: string };

function unknown(reason: string): ReleaseNotes {
  return { status: 'unknown', reason };
}

/** Reads the commits between the sources of two releases, where both are known; it never guesses. */
export class ReleaseNotesReader {
  readonly #mirrors: Mirrors;
  readonly #logger: LoggerService;
  readonly #known = new Map<string, CommitComparison>();

  constructor(options: { mirrors: Mirrors; logger: LoggerService }) {
    this.#mirrors = options.mirrors;
    this.#logger = options.logger;
  }

  /** @param from - what is there now; undefined where no release is known to be. */
  async between(
    from: StoredRelease | undefined,
    to: StoredRelease | undefined,
  ): Promise<ReleaseNotes> {
    if (!to) return unknown('What it brings is no release that is known here.');
    if (!from) {
      return unknown('What is there now is no release that is known here.');
    }
    if (!to.source || !from.source) {
      const { version } = to.source ? from : to;
      return unknown(`Nobody said from which commit ${version} was built.`);
    }
    const repository = normalizeRepository(to.source.repository);
    if (normalizeRepository(from.source.repository) !== repository) {
      return unknown(
        `${from.version} and ${to.version} were built from different repositories.`,
      );
    }
    // A source on a host that nobody configured is not asked.
    const host = this.#mirrors.hostOf(repository);
    if (!host) {
      return unknown(
        `${repository} is on no Git host that is configured here.`,
      );
    }
    try {
      const compared = await this.#compare(host, {
        repository,
        from: from.source.commit,
        to: to.source.commit,
      });
      return compared.status === 'compared'
        ? { ...compared, urlOf: commit => host.commitUrl(repository, commit) }
        : unknown(
            `${repository} has no commit ${compared.missing
              .map(commit => commit.slice(0, 12))
              .join(' and none ')}.`,
          );
    } catch (error) {
      this.#logger.warn('The commits of a release cannot be read', {
        repository,
        error: String(error),
      });
      return unknown(
        `The commits of ${repository} cannot be read at the moment.`,
      );
    }
  }

  async #compare(
    host: GitHost,
    range: { repository: string; from: string; to: string },
  ): Promise<CommitComparison> {
    const key = JSON.stringify(range);
    const known = this.#known.get(key);
    if (known) return known;
    const found = await host.listCommitsBetween({
      ...range,
      limit: MOST_COMMITS,
    });
    // A commit that is not there may still be pushed.
    if (found.status === 'unknown') return found;
    this.#known.set(key, found);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) break;
      this.#known.delete(oldest);
    }
    return found;
  }
}
