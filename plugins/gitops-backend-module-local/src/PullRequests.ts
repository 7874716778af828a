import { createHash } from 'node:crypto';
import type {
  MergeOutcome,
  PullRequest,
  Review,
} from '@backstage-gitops/plugin-gitops-node';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { mergeTrees } from './mergeTrees';
import { authorOf, readText, writeCommit } from './objects';
import {
  type PullRecord,
  pullSchema,
  type ReviewRecord,
  reviewSchema,
} from './record';
import { moveRefs, NOTHING, readRef, untilMoved } from './refs';
import { runGit } from './runGit';
import { writeTree } from './tree';

/** A pull request as the host stores it, and the commit of its record. */
interface Found {
  number: number;
  meta: string;
  record: PullRecord;
}

const metaRef = (number: number) => `refs/pull/${number}/meta`;

function guardRef({
  headBranch,
  baseBranch,
}: {
  headBranch: string;
  baseBranch: string;
}): string {
  const hash = createHash('sha256')
    .update(`${headBranch}\0${baseBranch}`)
    .digest('hex');
  return `refs/pull-open/${hash}`;
}

/**
 * The pull requests of one repository.
 *
 * @public
 */
export class PullRequests {
  readonly #directory: string;
  readonly #url: string;
  readonly #bot: string;

  constructor(options: { directory: string; url: string; bot: string }) {
    this.#directory = options.directory;
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
    const meta = await this.#write(undefined, record, `open by ${as}`, as);
    for (;;) {
      const open = (await this.#all()).find(
        one =>
          one.record.state.status === 'open' &&
          one.record.headBranch === headBranch &&
          one.record.baseBranch === baseBranch,
      );
      if (open) return this.#show(open);
      const number =
        (await this.#numbers()).reduce((last, one) => Math.max(last, one), 0) +
        1;
      const moved = await moveRefs(this.#directory, [
        { ref: metaRef(number), from: NOTHING, to: meta },
        { ref: guardRef(record), from: NOTHING, to: meta },
      ]);
      if (moved === 'moved') return this.#show({ number, meta, record });
    }
  }

  /** One pull request, or undefined. */
  async get(number: number): Promise<PullRequest | undefined> {
    const found = await this.#find(number);
    return found && this.#show(found);
  }

  /** Newest first. */
  async list(
    options: { baseBranch?: string; state?: 'open' | 'all' } = {},
  ): Promise<PullRequest[]> {
    const found = (await this.#all()).filter(
      ({ record }) =>
        (!options.baseBranch || record.baseBranch === options.baseBranch) &&
        (options.state !== 'open' || record.state.status === 'open'),
    );
    return Promise.all(found.reverse().map(one => this.#show(one)));
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

  /** Adds a comment. */
  async comment(
    number: number,
    options: { as: string; text: string },
  ): Promise<void> {
    await this.#change(number, options.as, 'comment', record => ({
      ...record,
      comments: [
        ...record.comments,
        { by: options.as, at: new Date().toISOString(), text: options.text },
      ],
    }));
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
    return untilMoved(this.#directory, async () => {
      const found = await this.#existing(number);
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
      const meta = await this.#write(
        found.meta,
        found.record,
        `${verdict} by ${as}`,
        as,
        new Map([[`reviews/${as}.json`, `${JSON.stringify(review)}\n`]]),
      );
      return {
        moves: [{ ref: metaRef(number), from: found.meta, to: meta }],
        result: { ...review, ...(as === this.#bot ? { bot: true } : {}) },
      };
    });
  }

  /** Each reviewer's newest verdict. */
  async reviews(number: number): Promise<Review[]> {
    const { meta } = await this.#existing(number);
    const listing = await runGit(this.#directory, [
      'ls-tree',
      '-r',
      '--name-only',
      meta,
    ]);
    const paths = listing
      .split('\n')
      .filter(path => path.startsWith('reviews/'));
    const reviews = await Promise.all(
      paths.map(async path => {
        const text = await readText(this.#directory, `${meta}:${path}`);
        const { comment: _, ...review } = reviewSchema.parse(
          JSON.parse(text ?? ''),
        );
        return {
          ...review,
          ...(review.login === this.#bot ? { bot: true } : {}),
        };
      }),
    );
    return reviews.sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** Merges as `as`; base branch, record and guard move together. */
  async merge(
    number: number,
    options: {
      as: string;
      method: 'merge' | 'squash';
      title?: string;
      body?: string;
      /** Merges only this head. */
      headCommit?: string;
    },
  ): Promise<MergeOutcome> {
    const { as, method } = options;
    return untilMoved<MergeOutcome>(this.#directory, async () => {
      const found = await this.#existing(number);
      const { record } = found;
      const stop = (result: MergeOutcome) => ({ moves: [], result });
      if (record.state.status === 'merged') {
        return stop({ status: 'merged', commit: record.state.commit });
      }
      if (record.state.status === 'closed') {
        return stop({
          status: 'notReady',
          reason: `Pull request #${number} is closed.`,
        });
      }
      const head = await this.#headOf(record);
      if (options.headCommit && options.headCommit !== head) {
        return stop({ status: 'headMoved', headCommit: head });
      }
      const base = await this.#branch(record.baseBranch);
      if (!base) {
        return stop({
          status: 'notReady',
          reason: `There is no branch ${record.baseBranch} any more.`,
        });
      }
      const tree = await mergeTrees(this.#directory, base, head);
      if (tree.status === 'conflict') {
        return stop({
          status: 'notReady',
          reason: `It conflicts with ${record.baseBranch} in ${tree.paths.join(
            ', ',
          )}.`,
        });
      }
      const title =
        options.title ??
        (method === 'squash'
          ? `${record.title} (#${number})`
          : `Merge pull request #${number} from ${record.headBranch}`);
      const commit = await writeCommit(this.#directory, {
        tree: tree.tree,
        parents: method === 'merge' ? [base, head] : [base],
        message: options.body ? `${title}\n\n${options.body}\n` : `${title}\n`,
        author: authorOf(as),
      });
      const meta = await this.#write(
        found.meta,
        {
          ...record,
          headCommit: head,
          state: {
            status: 'merged',
            commit,
            mergedBy: as,
            mergedAt: new Date().toISOString(),
          },
        },
        `merge by ${as}`,
        as,
      );
      return {
        moves: [
          { ref: `refs/heads/${record.baseBranch}`, from: base, to: commit },
          { ref: metaRef(number), from: found.meta, to: meta },
          { ref: `refs/pull-merged/${commit}`, from: NOTHING, to: meta },
          ...(await this.#guardRemoval(record)),
        ],
        result: { status: 'merged', commit },
      };
    });
  }

  /** Closes without merging. What is closed or merged already stays as it is. */
  async close(
    number: number,
    options: { as: string; comment?: string },
  ): Promise<void> {
    const { as, comment } = options;
    await untilMoved(this.#directory, async () => {
      const found = await this.#existing(number);
      const { record } = found;
      if (record.state.status !== 'open') {
        return { moves: [], result: undefined };
      }
      const at = new Date().toISOString();
      const meta = await this.#write(
        found.meta,
        {
          ...record,
          headCommit: await this.#headOf(record),
          comments: comment
            ? [...record.comments, { by: as, at, text: comment }]
            : record.comments,
          state: { status: 'closed', closedBy: as, closedAt: at },
        },
        `close by ${as}`,
        as,
      );
      return {
        moves: [
          { ref: metaRef(number), from: found.meta, to: meta },
          ...(await this.#guardRemoval(record)),
        ],
        result: undefined,
      };
    });
  }

  /** The pull request that brought a commit to its base branch. */
  async findByMergeCommit(commit: string): Promise<PullRequest | undefined> {
    const meta = await readRef(this.#directory, `refs/pull-merged/${commit}`);
    if (!meta) return undefined;
    const found = (await this.#all()).find(
      ({ record }) =>
        record.state.status === 'merged' && record.state.commit === commit,
    );
    return found && this.#show(found);
  }

  async #branch(name: string): Promise<string | undefined> {
    return readRef(this.#directory, `refs/heads/${name}`);
  }

  async #headOf(record: PullRecord): Promise<string> {
    return (await this.#branch(record.headBranch)) ?? record.headCommit;
  }

  async #guardRemoval(record: PullRecord) {
    const ref = guardRef(record);
    const from = await readRef(this.#directory, ref);
    return from ? [{ ref, from, to: NOTHING }] : [];
  }

  async #numbers(): Promise<number[]> {
    const output = await runGit(this.#directory, [
      'for-each-ref',
      '--format=%(refname)',
      'refs/pull/',
    ]);
    return output
      .split('\n')
      .flatMap(ref => /^refs\/pull\/(\d+)\/meta$/.exec(ref)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  async #all(): Promise<Found[]> {
    const found = await Promise.all(
      (await this.#numbers()).map(number => this.#find(number)),
    );
    return found.flatMap(one => one ?? []);
  }

  async #find(number: number): Promise<Found | undefined> {
    const meta = await readRef(this.#directory, metaRef(number));
    const text = meta && (await readText(this.#directory, `${meta}:pull.json`));
    return meta && text
      ? { number, meta, record: pullSchema.parse(JSON.parse(text)) }
      : undefined;
  }

  async #existing(number: number): Promise<Found> {
    const found = await this.#find(number);
    if (!found) throw new NotFoundError(`There is no pull request #${number}.`);
    return found;
  }

  async #change(
    number: number,
    as: string,
    what: string,
    change: (record: PullRecord) => PullRecord | undefined,
  ): Promise<void> {
    await untilMoved(this.#directory, async () => {
      const found = await this.#existing(number);
      const record = change(found.record);
      if (!record) return { moves: [], result: undefined };
      const meta = await this.#write(
        found.meta,
        record,
        `${what} by ${as}`,
        as,
      );
      return {
        moves: [{ ref: metaRef(number), from: found.meta, to: meta }],
        result: undefined,
      };
    });
  }

  async #write(
    before: string | undefined,
    record: PullRecord,
    message: string,
    as: string,
    files: ReadonlyMap<string, string> = new Map(),
  ): Promise<string> {
    const tree = await writeTree(
      this.#directory,
      before,
      new Map([
        ...files,
        ['pull.json', `${JSON.stringify(record, undefined, 2)}\n`],
      ]),
    );
    return writeCommit(this.#directory, {
      tree,
      parents: before ? [before] : [],
      message: `${message}\n`,
      author: authorOf(as),
    });
  }

  async #show({ number, record }: Found): Promise<PullRequest> {
    const headCommit =
      record.state.status === 'open'
        ? await this.#headOf(record)
        : record.headCommit;
    const pusher = await readText(
      this.#directory,
      `refs/pushers/heads/${record.headBranch}`,
    );
    const [login, commit] = pusher?.trim().split(' ') ?? [];
    const { requestedReviewers: _, comments: __, ...shown } = record;
    return {
      ...shown,
      number,
      url: `${this.#url}/pulls/${number}`,
      headCommit,
      ...(login && commit === headCommit ? { lastPusher: login } : {}),
    };
  }
}
