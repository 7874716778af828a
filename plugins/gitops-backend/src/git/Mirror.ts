import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitRemote } from '@backstage-gitops/plugin-gitops-node';
import { BoundedCache } from '../registries/BoundedCache';
import { Answers } from './Answers';
import { buildCommit, type CommitDraft, type Signature } from './commit';
import { authorizationEnvironment, git, GitError } from './git';
import { type GitTag, MirroredTags } from './MirroredTags';
import {
  isAmong,
  PATHS_OF_COMMITS,
  type PathsOfCommit,
  readPathsOfCommits,
} from './pathsOfCommits';
import { push, type PushOutcome } from './push';
import { readRefs, readTree, type TreeEntry } from './readListings';
import { SharedRun } from './SharedRun';
import { buildTree, type Changes } from './tree';

/** A lock file older than this was left behind by a process that died, in milliseconds. */
const STALE_LOCK = 10 * 60_000;

/** Trees that are kept, by commit. */
const CACHED_TREES = 20;

/** Blobs that are kept, and answers about commits, each in bytes. Neither ever changes. */
const CACHED_BLOBS = 64 * 1024 * 1024;
const CACHED_ANSWERS = 16 * 1024 * 1024;

/** What each of them takes besides its content, about. */
const OVERHEAD = 300;

/** Files whose last change is remembered. */
const REMEMBERED_FILES = 10_000;

/** Ranges of commits whose paths are kept, and the most commits in one. */
const CACHED_RANGES = 50;
const LONGEST_RANGE = 500;

/** A commit as history shows it. */
export interface CommitRecord {
  commit: string;
  parents: string[];
  author: Signature;
  /** ISO 8601, UTC: when it was committed. */
  at: string;
  message: string;
}

function weightOf(content: Buffer): number {
  return content.length + OVERHEAD;
}

/** A range of commits; `commits` is missing where there are too many. */
interface Range {
  commits?: PathsOfCommit[];
}

/**
 * A bare mirror of one repository: everything is read by plumbing, there never is a work tree.
 *
 * @remarks
 *
 * Two processes must not share a folder: each has its own, and the branches on the host are the only truth.
 */
export class Mirror {
  readonly #directory: string;
  readonly #remote: () => Promise<GitRemote>;
  readonly #trees = new Answers<ReadonlyMap<string, TreeEntry>>(CACHED_TREES);
  readonly #blobs = new BoundedCache<Buffer>(CACHED_BLOBS, weightOf);
  readonly #answers = new Answers<Buffer>(CACHED_ANSWERS, weightOf);
  readonly #ranges = new Answers<Range>(CACHED_RANGES);
  readonly #lastChanges = new BoundedCache<{ from: string; commit?: string }>(
    REMEMBERED_FILES,
  );
  #refs = new Map<string, string>();
  #defaultBranch = 'main';
  readonly #refreshing = new SharedRun(() => this.#fetch());
  readonly #tags: MirroredTags;

  static async create(options: {
    directory: string;
    remote: () => Promise<GitRemote>;
  }): Promise<Mirror> {
    const { directory } = options;
    await mkdir(directory, { recursive: true });
    await git(['init', '--quiet', '--bare', directory]);
    for (const name of await readdir(directory)) {
      const path = join(directory, name);
      if (
        name.endsWith('.lock') &&
        Date.now() - (await stat(path)).mtimeMs > STALE_LOCK
      ) {
        await rm(path, { force: true });
      }
    }
    return new Mirror(directory, options.remote);
  }

  private constructor(directory: string, remote: () => Promise<GitRemote>) {
    this.#directory = directory;
    this.#remote = remote;
    this.#tags = new MirroredTags({ directory, remote });
  }

  /**
   * Brings the mirror up to date: asks for the branches first and fetches only where one has moved.
   *
   * @remarks
   *
   * Many callers at once ask the host once, see {@link SharedRun}.
   *
   * @param since - a moment of `performance.now()`: what was there then, or later. Default: now.
   */
  async refresh(since?: number): Promise<void> {
    await this.#refreshing.join(since);
  }

  async #fetch(): Promise<void> {
    const remote = await this.#remote();
    const env = authorizationEnvironment(remote.authorization);
    const listing = await git(
      [
        'ls-remote',
        '--symref',
        '--end-of-options',
        remote.url,
        'HEAD',
        'refs/heads/*',
      ],
      { env },
    );
    const { refs, defaultBranch } = readRefs(listing.toString());
    this.#defaultBranch = defaultBranch ?? this.#defaultBranch;
    const moved =
      refs.size !== this.#refs.size ||
      [...refs].some(([branch, commit]) => this.#refs.get(branch) !== commit);
    if (!moved) return;
    await git(
      [
        'fetch',
        '--quiet',
        '--prune',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-auto-gc',
        '--end-of-options',
        remote.url,
        '+refs/heads/*:refs/heads/*',
      ],
      { directory: this.#directory, env },
    );
    const fetched = await git(
      [
        'for-each-ref',
        '--format=%(refname:strip=2)%09%(objectname)',
        'refs/heads',
      ],
      { directory: this.#directory },
    );
    this.#refs = new Map(
      fetched
        .toString()
        .split('\n')
        .filter(Boolean)
        .map(line => line.split('\t') as [string, string]),
    );
  }

  /** The tags as they are now; their commits are in the mirror from then on. */
  async tags(): Promise<GitTag[]> {
    return this.#tags.read();
  }

  /** The branch that HEAD named on the host when the mirror was last refreshed. */
  get defaultBranch(): string {
    return this.#defaultBranch;
  }

  /** Where a branch was when the mirror was last refreshed. */
  head(branch: string): string | undefined {
    return this.#refs.get(branch);
  }

  /** What git says of commits by their ids never changes: it is asked once. Where it fails it is asked again. */
  async #ask(args: string[]): Promise<Buffer> {
    return this.#answers.get(args.join('\0'), () =>
      git(args, {
        directory: this.#directory,
        env: { GIT_LITERAL_PATHSPECS: '1' },
      }),
    );
  }

  /** Does the mirror have this commit? Commits that a forced push took away may be gone. */
  async has(commit: string): Promise<boolean> {
    return this.hasObject(`${commit}^{commit}`);
  }

  /** Does the mirror have this object? */
  async hasObject(id: string): Promise<boolean> {
    return this.#ask(['cat-file', '-e', id]).then(
      () => true,
      () => false,
    );
  }

  /** Every file of a commit or a tree, by path. */
  async tree(commit: string): Promise<ReadonlyMap<string, TreeEntry>> {
    return this.#trees.get(commit, async () => {
      const listing = await git(
        ['ls-tree', '-r', '-z', '--full-tree', commit],
        { directory: this.#directory },
      );
      return readTree(listing.toString());
    });
  }

  /** The content of objects, in one process for all that are not known yet. */
  async blobs(objectIds: Iterable<string>): Promise<Map<string, Buffer>> {
    const wanted = [...new Set(objectIds)];
    const result = new Map<string, Buffer>();
    for (const id of wanted) {
      const known = this.#blobs.get(id);
      if (known) result.set(id, known);
    }
    const missing = wanted.filter(id => !result.has(id));
    if (missing.length > 0) {
      const output = await git(['cat-file', '--batch'], {
        directory: this.#directory,
        input: `${missing.join('\n')}\n`,
      });
      let at = 0;
      for (const id of missing) {
        const end = output.indexOf(0x0a, at);
        const size = Number(output.subarray(at, end).toString().split(' ')[2]);
        const content = output.subarray(end + 1, end + 1 + size);
        this.#blobs.set(id, content);
        result.set(id, content);
        at = end + 1 + size + 1;
      }
    }
    return result;
  }

  /** One file as text, or undefined where the commit has none at this path. */
  async file(commit: string, path: string): Promise<string | undefined> {
    const entry = (await this.tree(commit)).get(path);
    if (entry?.kind !== 'file') return undefined;
    return (await this.blobs([entry.objectId])).get(entry.objectId)?.toString();
  }

  /**
   * Commits along the first parent, newest first, that changed one of `paths` (folders or files).
   */
  async log(options: {
    from: string;
    /** Stops before this commit. */
    until?: string;
    /** ISO 8601: nor are commits of before looked at. */
    since?: string;
    paths: string[];
    limit: number;
  }): Promise<CommitRecord[]> {
    const { from, until, since, paths, limit } = options;
    const commits =
      until &&
      !since &&
      paths.length > 0 &&
      (await this.pathsBetween(until, from));
    if (commits) {
      const among = new Set(paths);
      const found = commits
        .filter(one => one.paths.some(path => isAmong(among, path)))
        .map(({ commit }) => commit);
      return found.length > 0
        ? this.#records(['--no-walk=unsorted', ...found.slice(0, limit)])
        : [];
    }
    return this.#records([
      '--first-parent',
      '--full-history',
      `--max-count=${limit}`,
      ...(since ? [`--since=${since}`] : []),
      until ? `${until}..${from}` : from,
      '--',
      ...paths,
    ]);
  }

  /** The commits that `git log` names. */
  async #records(which: string[]): Promise<CommitRecord[]> {
    const output = await this.#ask([
      'log',
      '-z',
      '--format=%H%x01%P%x01%an%x01%ae%x01%cI%x01%B',
      ...which,
    ]);
    return output
      .toString()
      .split('\0')
      .filter(record => record.trim())
      .map(record => {
        const [commit, parents, name, email, at, ...message] =
          record.split('\x01');
        return {
          commit: commit.trim(),
          parents: parents.split(' ').filter(Boolean),
          author: { name, email },
          at: new Date(at).toISOString(),
          message: message.join('\x01').trim(),
        };
      });
  }

  /**
   * The commits along the first parent after `until`, newest first, with the paths that each changed: asked once for all who
   * look at some of the paths. Undefined where there are more than anybody is to remember.
   */
  async pathsBetween(
    until: string,
    from: string,
  ): Promise<PathsOfCommit[] | undefined> {
    const range = await this.#ranges.get(`${until}..${from}`, async () => {
      const output = await git(
        [
          ...PATHS_OF_COMMITS,
          `--max-count=${LONGEST_RANGE + 1}`,
          `${until}..${from}`,
        ],
        { directory: this.#directory },
      );
      const commits = readPathsOfCommits(output.toString());
      return commits.length > LONGEST_RANGE ? {} : { commits };
    });
    return range.commits;
  }

  /** The newest commit along the first parent that changed a file. */
  async lastChange(from: string, path: string): Promise<string | undefined> {
    const known = this.#lastChanges.get(path);
    if (known?.from === from) return known.commit;
    const until =
      known && (await this.isAncestor(known.from, from))
        ? known.from
        : undefined;
    const [change] = await this.log({ from, until, paths: [path], limit: 1 });
    const commit = change?.commit ?? (until && known?.commit);
    this.#lastChanges.set(path, { from, commit });
    return commit;
  }

  /**
   * Who wrote what a file is at a commit, on whatever branch they did: the authors of the commits that changed it since
   * `until`. A merge that only brings in what others wrote has no author here.
   */
  async authors(options: {
    from: string;
    until?: string;
    path: string;
  }): Promise<Signature[]> {
    const { from, until, path } = options;
    const output = await this.#ask([
      'log',
      '-z',
      '--format=%an%x01%ae',
      until ? `${until}..${from}` : from,
      '--',
      path,
    ]);
    const found = new Set(output.toString().split('\0').filter(Boolean));
    return [...found].map(line => {
      const [name, email] = line.split('\x01');
      return { name, email };
    });
  }

  /** One commit. */
  async commit(id: string): Promise<CommitRecord | undefined> {
    if (!(await this.has(id))) return undefined;
    return (await this.log({ from: id, paths: [], limit: 1 }))[0];
  }

  /** Is `ancestor` in the history of `commit`? */
  async isAncestor(ancestor: string, commit: string): Promise<boolean> {
    if (ancestor === commit) return true;
    return this.#ask(['rev-list', '-1', ancestor, `^${commit}`]).then(
      unreachable => unreachable.length === 0,
      () => false,
    );
  }

  /** The commit both come from; undefined where they share no history. */
  async mergeBase(a: string, b: string): Promise<string | undefined> {
    return this.#ask(['merge-base', a, b]).then(
      output => output.toString().trim(),
      () => undefined,
    );
  }

  /** The tree that merging `head` into `base` makes, or undefined where they conflict. */
  async mergedTree(base: string, head: string): Promise<string | undefined> {
    try {
      const output = await this.#ask([
        'merge-tree',
        '--write-tree',
        base,
        head,
      ]);
      return output.toString().trim().split('\n')[0];
    } catch (error) {
      if (error instanceof GitError && error.exitCode === 1) return undefined;
      throw error;
    }
  }

  /** The tree that a commit has. */
  async treeOf(commit: string): Promise<string> {
    return (await this.#ask(['rev-parse', `${commit}^{tree}`]))
      .toString()
      .trim();
  }

  /** The tree that changes of a commit make, which can be read like a commit. */
  async buildTree(
    parent: string | undefined,
    changes: Changes,
  ): Promise<string> {
    return buildTree({ directory: this.#directory, parent, changes });
  }

  async buildCommit(
    options: CommitDraft & {
      author: Signature;
      committer: Signature;
      signing?: Record<string, string>;
    },
  ): Promise<string> {
    return buildCommit({ directory: this.#directory, ...options });
  }

  /**
   * Moves a branch on the host, provided it is still at `expected`; see {@link push}. The mirror shows it at once: it has
   * the commit already.
   */
  async push(options: {
    branch: string;
    commit: string | undefined;
    expected: string | undefined;
  }): Promise<PushOutcome> {
    const outcome = await push({
      directory: this.#directory,
      remote: await this.#remote(),
      ...options,
    });
    if (outcome.status === 'pushed') {
      // A refresh under way may have asked before.
      await this.#refreshing.settled();
      if (this.#refs.get(options.branch) === options.expected) {
        if (options.commit) this.#refs.set(options.branch, options.commit);
        else this.#refs.delete(options.branch);
      }
    }
    return outcome;
  }
}
