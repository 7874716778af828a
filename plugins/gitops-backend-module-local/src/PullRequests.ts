import type { PullRequest, Review } from '@backstage-gitops/plugin-gitops-node';
import { ConflictError, InputError } from '@backstage/errors';
import { type MergeOptions, mergePull, type MergeResult } from './mergePull';
import { readTexts } from './objects';
import { guardRef, metaRef, PullStore, type StoredPull } from './PullStore';
import { type PullRecord, type ReviewRecord, reviewSchema } from './record';
import { NOTHING, readRef, readRefs, untilMoved } from './refs';
import { runGit } from './runGit';

/** What may stand in a login, which is also the name of a file. */
const LOGIN = /^[\p{L}\p{N}_][\p{L}\p{N}_.@-]*$/u;

/**
 * What people see beside the content of a pull request.
 *
 * @public
 */
export interface Conversation {
  comments: Array<{ by: string; at: string; text: string }>;
  requestedReviewers: string[];
}

/**
 * The pull requests of one repository.
 *
 * @public
 */
export class PullRequests {
  readonly #directory: string;
  readonly #store: PullStore;
  readonly #url: string;
  readonly #bot: string;

  constructor(options: { directory: string; url: string; bot: string }) {
    this.#directory = options.directory;
    this.#store = new PullStore(options.directory);
    this.#url = options.url;
    this.#bot = options.bot;
  }

  /** Opens a pull request as `as`, or answers the open one with the same head and base. */
  async open(options: {
    headBranch: string;
    baseBranch: string;
    title: string;
    body: string;
    labels?: string[];
    as: string;
  }): Promise<PullRequest> {
    const { headBranch, baseBranch, as } = options;
    const [head, base] = [
      await this.#branch(headBranch),
      await this.#branch(baseBranch),
    ];
    if (!head || !base) {
      throw new InputError(
        `A pull request from ${headBranch} into ${baseBranch} needs both branches; ${
          head ? baseBranch : headBranch
        } does not exist.`,
      );
    }
    const record: PullRecord = {
      title: options.title,
      body: options.body,
      labels: options.labels ?? [],
      author: as,
      headBranch,
      baseBranch,
      createdAt: new Date().toISOString(),
      requestedReviewers: [],
      comments: [],
      headCommit: head,
      state: { status: 'open' },
    };
    const meta = await this.#store.write({
      before: undefined,
      record,
      message: `open by ${as}`,
      as,
    });
    const opened = await untilMoved<StoredPull>(this.#directory, async () => {
      const all = await this.#store.all();
      const open = all.find(
        one =>
          one.record.state.status === 'open' &&
          one.record.headBranch === headBranch &&
          one.record.baseBranch === baseBranch,
      );
      if (open) return { moves: [], result: open };
      const number = (all[0]?.number ?? 0) + 1;
      return {
        moves: [
          { ref: metaRef(number), from: NOTHING, to: meta },
          { ref: guardRef(record), from: NOTHING, to: meta },
        ],
        result: { number, meta, record },
      };
    });
    return this.#show(opened);
  }

  /** One pull request, or undefined. */
  async get(number: number): Promise<PullRequest | undefined> {
    const found = await this.#store.find(number);
    return found && this.#show(found);
  }

  /** Newest first. */
  async list(
    options: {
      baseBranch?: string;
      state?: 'open' | 'all';
      /** How many at most; without it all. */
      limit?: number;
    } = {},
  ): Promise<PullRequest[]> {
    const found = (await this.#store.all()).filter(
      ({ record }) =>
        (!options.baseBranch || record.baseBranch === options.baseBranch) &&
        (options.state !== 'open' || record.state.status === 'open'),
    );
    return this.#showAll(found.slice(0, options.limit));
  }

  /** Changes title, body and labels where they differ. */
  async update(
    number: number,
    content: { title: string; body: string; labels: string[]; as: string },
  ): Promise<void> {
    const { as, ...values } = content;
    await this.#change(number, as, 'update', record =>
      record.title === values.title &&
      record.body === values.body &&
      record.labels.join('\0') === values.labels.join('\0')
        ? undefined
        : { ...record, ...values },
    );
  }

  /** Asks people for a review. */
  async requestReviewers(
    number: number,
    options: { logins: string[]; as: string },
  ): Promise<void> {
    await this.#change(number, options.as, 'request reviewers', record => {
      const missing = options.logins.filter(
        login => !record.requestedReviewers.includes(login),
      );
      return missing.length === 0
        ? undefined
        : {
            ...record,
            requestedReviewers: [...record.requestedReviewers, ...missing],
          };
    });
  }

  /** Adds a comment; with a key only if nothing was said under that before. */
  async comment(
    number: number,
    options: { as: string; text: string; key?: string },
  ): Promise<void> {
    const { as, text, key } = options;
    await this.#change(number, as, 'comment', record =>
      key !== undefined && record.comments.some(one => one.key === key)
        ? undefined
        : {
            ...record,
            comments: [
              ...record.comments,
              { by: as, at: new Date().toISOString(), text, key },
            ],
          },
    );
  }

  /** What was said, oldest first, and who was asked for a review. */
  async conversation(number: number): Promise<Conversation> {
    const { record } = await this.#store.get(number);
    const { comments, requestedReviewers } = record;
    return {
      comments: comments.map(({ by, at, text }) => ({ by, at, text })),
      requestedReviewers,
    };
  }

  /**
   * Reviews the head as it is now.
   *
   * @throws InputError for an author who approves their own pull request, as every host refuses it.
   */
  async review(
    number: number,
    options: {
      as: string;
      verdict: Review['verdict'];
      comment?: string;
    },
  ): Promise<Review> {
    const { as, verdict, comment } = options;
    if (!LOGIN.test(as)) throw new InputError(`"${as}" is no login.`);
    return untilMoved(this.#directory, async () => {
      const found = await this.#store.get(number);
      if (found.record.state.status !== 'open') {
        throw new ConflictError(
          `Pull request #${number} is ${found.record.state.status}.`,
        );
      }
      if (verdict === 'approved' && found.record.author === as) {
        throw new InputError(
          `${as} opened pull request #${number} and cannot approve it.`,
        );
      }
      const review: ReviewRecord = {
        login: as,
        verdict,
        commit: await this.#headOf(found.record),
        at: new Date().toISOString(),
        ...(comment ? { comment } : {}),
      };
      const meta = await this.#store.write({
        before: found.meta,
        record: found.record,
        message: `${verdict} by ${as}`,
        as,
        files: new Map([[`reviews/${as}.json`, `${JSON.stringify(review)}\n`]]),
      });
      return {
        moves: [{ ref: metaRef(number), from: found.meta, to: meta }],
        result: { ...review, ...(as === this.#bot ? { bot: true } : {}) },
      };
    });
  }

  /** Each reviewer's newest verdict. */
  async reviews(number: number): Promise<Review[]> {
    const { meta } = await this.#store.get(number);
    const listing = await runGit(this.#directory, [
      'ls-tree',
      '-r',
      '-z',
      '--format=%(objectname)',
      meta,
      'reviews/',
    ]);
    const texts = await readTexts(
      this.#directory,
      listing.split('\0').filter(Boolean),
    );
    const reviews = texts.map(text => {
      const { comment: _, ...review } = reviewSchema.parse(
        JSON.parse(text ?? ''),
      );
      return {
        ...review,
        ...(review.login === this.#bot ? { bot: true } : {}),
      };
    });
    return reviews.sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** Merges as `as`; base branch, record and guard move together. */
  async merge(number: number, options: MergeOptions): Promise<MergeResult> {
    return untilMoved(this.#directory, async () =>
      mergePull(this.#store, await this.#store.get(number), options),
    );
  }

  /** Closes without merging. What is closed or merged already stays as it is. */
  async close(
    number: number,
    options: { as: string; comment?: string },
  ): Promise<void> {
    const { as, comment } = options;
    await untilMoved(this.#directory, async () => {
      const found = await this.#store.get(number);
      const { record } = found;
      if (record.state.status !== 'open') {
        return { moves: [], result: undefined };
      }
      const at = new Date().toISOString();
      const meta = await this.#store.write({
        before: found.meta,
        record: {
          ...record,
          headCommit: await this.#headOf(record),
          comments: comment
            ? [...record.comments, { by: as, at, text: comment }]
            : record.comments,
          state: { status: 'closed', closedBy: as, closedAt: at },
        },
        message: `close by ${as}`,
        as,
      });
      return {
        moves: [
          { ref: metaRef(number), from: found.meta, to: meta },
          ...(await this.#store.guardRemoval(record)),
        ],
        result: undefined,
      };
    });
  }

  /** The pull request that brought a commit to its base branch. */
  async findByMergeCommit(commit: string): Promise<PullRequest | undefined> {
    const found = await this.#store.findByMergeCommit(commit);
    return found && this.#show(found);
  }

  async #branch(name: string): Promise<string | undefined> {
    return readRef(this.#directory, `refs/heads/${name}`);
  }

  async #headOf(record: PullRecord): Promise<string> {
    return (await this.#branch(record.headBranch)) ?? record.headCommit;
  }

  async #change(
    number: number,
    as: string,
    what: string,
    change: (record: PullRecord) => PullRecord | undefined,
  ): Promise<void> {
    await untilMoved(this.#directory, async () => {
      const found = await this.#store.get(number);
      const record = change(found.record);
      if (!record) return { moves: [], result: undefined };
      const meta = await this.#store.write({
        before: found.meta,
        record,
        message: `${what} by ${as}`,
        as,
      });
      return {
        moves: [{ ref: metaRef(number), from: found.meta, to: meta }],
        result: undefined,
      };
    });
  }

  async #show(stored: StoredPull): Promise<PullRequest> {
    const [shown] = await this.#showAll([stored]);
    return shown;
  }

  /** As the API shows them; git is asked twice, however many there are. */
  async #showAll(stored: StoredPull[]): Promise<PullRequest[]> {
    const branches = stored.map(({ record }) => record.headBranch);
    const heads = await readRefs(
      this.#directory,
      branches.map(branch => `refs/heads/${branch}`),
    );
    const pushers = await readTexts(
      this.#directory,
      branches.map(branch => `refs/pushers/heads/${branch}`),
    );
    return stored.map(({ number, record }, index) => {
      const head = heads.get(`refs/heads/${record.headBranch}`);
      const headCommit =
        (record.state.status === 'open' && head) || record.headCommit;
      const [login, commit] = pushers[index]?.trim().split(' ') ?? [];
      const { requestedReviewers: _, comments: __, ...shown } = record;
      return {
        ...shown,
        number,
        url: `${this.#url}/pulls/${number}`,
        headCommit,
        ...(login && commit === headCommit ? { lastPusher: login } : {}),
      };
    });
  }
}
