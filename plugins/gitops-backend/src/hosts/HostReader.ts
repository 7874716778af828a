import type {
  CommitStatus,
  GitHost,
  PullRequest,
  PullRequestReading,
} from '@backstage-gitops/plugin-gitops-node';
import type { HostedRepository } from '../git/Mirrors';
import type { NewsStore, NewsSubject } from '../store/NewsStore';
import type { PromotionStore } from '../store/PromotionStore';
import { type Demand, Recollection } from './Recollection';

/** Longest time between two looks where the host tells of what changes, in milliseconds: a webhook may have been lost. */
const UNHURRIED = 30 * 60_000;

/** Pull requests that are read at once. */
const BATCH = 100;

/** Open pull requests of one branch that are looked at. */
const MOST_OPEN = 500;

/** What is read of a pull request: the statuses of its head change where nobody tells of the pull request itself. */
export type ReadFor = 'reviews' | 'statuses';

/** What the host must tell of for a reading to be good for long. */
const KINDS = {
  reviews: 'pulls',
  statuses: 'statuses',
} as const satisfies Record<ReadFor, NewsSubject>;

/**
 * Reads hosts for whoever looks at an environment. What was read once is remembered until the host tells of something
 * newer, or for a while: a short one, and a long one where the host has told of such things before. Whatever is done for
 * good is decided on what is read anew, see `since`.
 */
export class HostReader {
  readonly #news: NewsStore;
  readonly #promotions: PromotionStore;
  readonly #poll: number;
  readonly #refreshes = new Recollection<true>();
  readonly #readings = new Recollection<PullRequestReading | undefined>();
  readonly #open = new Recollection<PullRequest[]>();
  readonly #merged = new Recollection<PullRequest | undefined>();
  readonly #statuses = new Recollection<CommitStatus[]>();

  /** @param options - `poll` is the short while, in milliseconds. */
  constructor(options: {
    news: NewsStore;
    promotions: PromotionStore;
    poll: number;
  }) {
    this.#news = options.news;
    this.#promotions = options.promotions;
    this.#poll = options.poll;
  }

  /** Does the host tell of what changes in the repository's pull requests? */
  async tells(repository: string, of: ReadFor): Promise<boolean> {
    return (await this.#news.of(repository, [KINDS[of]])).has(KINDS[of]);
  }

  /**
   * Brings a mirror up to date, unless that was done lately and nothing has been told since.
   *
   * @param since - a moment of `performance.now()`: unless it was done then, or later.
   */
  async refresh(
    { repository, mirror }: HostedRepository,
    since?: number,
  ): Promise<void> {
    const demand = await this.#demand(repository, 'repository');
    await this.#refreshes.ask({
      place: repository,
      key: repository,
      // It is one question for all branches: there is no need to ask it seldom.
      demand: { ...demand, age: this.#poll, since },
      read: async begun => {
        await mirror.refresh(begun);
        return true;
      },
    });
  }

  /**
   * A pull request as it is now, or was a while ago; undefined where there is none of that number.
   *
   * @param options - `since` is a moment of `performance.now()`: as it was then, or later.
   */
  async pullRequest(
    { repository, host }: HostedRepository,
    number: number,
    options: { for: ReadFor; since?: number },
  ): Promise<PullRequestReading | undefined> {
    const kind = KINDS[options.for];
    const keyOf = (one: number) => `${repository} ${one}`;
    const [demand] = await this.#demands(repository, [number], kind);
    return this.#readings.ask({
      place: repository,
      key: keyOf(number),
      demand: { ...demand, since: options.since },
      read: async begun => {
        // Whoever asks the host for one asks for those that would be asked for next, too.
        const open = await this.#promotions.openPullRequests(repository);
        const others = open.filter(one => one !== number);
        const demands = await this.#demands(repository, others, kind);
        const due = new Map(
          others
            .flatMap(
              (one, index): Array<[number, Demand]> =>
                this.#readings.recall(keyOf(one), demands[index])
                  ? []
                  : [[one, demands[index]]],
            )
            .slice(0, BATCH - 1),
        );
        const readings = await host.readPullRequests(repository, [
          number,
          ...due.keys(),
        ]);
        const found = new Map(
          readings.map(reading => [reading.pullRequest.number, reading]),
        );
        for (const [one, { revision }] of due) {
          this.#readings.remember(keyOf(one), found.get(one), revision, begun);
        }
        return found.get(number);
      },
    });
  }

  /** This suite has changed a pull request itself: what any replica remembers of it is old. */
  async changed(repository: string, number: number): Promise<void> {
    await this.#news.tell(repository, [`pull ${number}`]);
  }

  /** The open pull requests into a branch, newest first; `since` as above. */
  async openPullRequests(
    { repository, host }: HostedRepository,
    baseBranch: string,
    since?: number,
  ): Promise<PullRequest[]> {
    return this.#open.ask({
      place: repository,
      key: `${repository} ${baseBranch}`,
      demand: { ...(await this.#demand(repository, 'others', 'pulls')), since },
      read: () =>
        host.listPullRequests({
          repository,
          baseBranch,
          state: 'open',
          limit: MOST_OPEN,
        }),
    });
  }

  /** The merged pull request that brought a commit to its branch. */
  async mergedBy(
    { repository, host }: HostedRepository,
    commit: string,
  ): Promise<PullRequest | undefined> {
    const key = `${repository} ${commit}`;
    const demand = await this.#demand(repository, 'pulls');
    return this.#merged.ask({
      place: key,
      key,
      demand,
      read: () => host.findPullRequestByMergeCommit(repository, commit),
    });
  }

  /** The statuses of a commit. */
  async statuses(
    host: GitHost,
    repository: string,
    commit: string,
  ): Promise<CommitStatus[]> {
    const key = `${repository} ${commit}`;
    return this.#statuses.ask({
      place: key,
      key,
      demand: await this.#demand(repository, `commit ${commit}`, 'statuses'),
      read: () => host.listCommitStatuses(repository, commit),
    });
  }

  async #demands(
    repository: string,
    numbers: number[],
    kind: NewsSubject,
  ): Promise<Demand[]> {
    const subjects = numbers.map((one): NewsSubject => `pull ${one}`);
    const news = await this.#news.of(repository, [kind, ...subjects]);
    return subjects.map(subject => ({
      revision: news.get(subject)?.revision ?? '',
      age: this.#age(news.has(kind)),
    }));
  }

  async #demand(
    repository: string,
    subject: NewsSubject,
    kind = subject,
  ): Promise<Demand> {
    const news = await this.#news.of(repository, [subject, kind]);
    return {
      revision: news.get(subject)?.revision ?? '',
      age: this.#age(news.has(kind)),
    };
  }

  #age(isTold: boolean): number {
    return isTold ? Math.max(this.#poll, UNHURRIED) : this.#poll;
  }
}
