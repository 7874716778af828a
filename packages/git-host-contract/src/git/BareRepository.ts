import { GitFailure, runGit } from './runGit';

/** A commit as git has it. */
export interface CommitRecord {
  commit: string;
  tree: string;
  parents: string[];
  author: { name: string; email: string; date: string };
  message: string;
}

const COMMIT = /^[0-9a-f]{40}$/;

/** A real bare repository, read and written by plumbing. */
export class BareRepository {
  static async create(directory: string): Promise<BareRepository> {
    await runGit('/', ['init', '--quiet', '--bare', '-b', 'main', directory]);
    const repository = new BareRepository(directory);
    await repository.git('config', 'http.receivepack', 'true');
    return repository;
  }

  constructor(readonly directory: string) {}

  async git(...args: string[]): Promise<string> {
    return (await runGit(this.directory, args)).trim();
  }

  /** The commit of a branch, or undefined. */
  async tip(branch: string): Promise<string | undefined> {
    const name = `refs/heads/${branch}`;
    const tip = await this.git('for-each-ref', '--format=%(objectname)', name);
    // A pattern matches what is below it, too.
    return COMMIT.test(tip) ? tip : undefined;
  }

  /** Every branch with its commit. */
  async tips(): Promise<Map<string, string>> {
    const format = '--format=%(objectname) %(refname:lstrip=2)';
    const lines = await this.git('for-each-ref', format, 'refs/heads/');
    return new Map(
      lines
        .split('\n')
        .filter(Boolean)
        .map((line): [string, string] => [line.slice(41), line.slice(0, 40)]),
    );
  }

  /** Commits files to a branch, undefined to delete one; a branch that does not exist begins at `main`. */
  async commit(
    branch: string,
    files: Record<string, string | undefined>,
    message = `Change ${branch}`,
    author = 'Ana',
  ): Promise<string> {
    const [commit] = await this.#import(branch, [{ files, message, author }]);
    return commit;
  }

  /** That many commits to a branch, the oldest first. */
  async commitMany(branch: string, count: number): Promise<string[]> {
    return this.#import(
      branch,
      Array.from({ length: count }, (_, index) => ({
        files: { 'count.txt': `${index}\n` },
        message: `Count ${index}`,
        author: 'Ana',
      })),
    );
  }

  async #import(
    branch: string,
    changes: Array<{
      files: Record<string, string | undefined>;
      message: string;
      author: string;
    }>,
  ): Promise<string[]> {
    const from = (await this.tip(branch)) ?? (await this.tip('main'));
    const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
    const input = changes.flatMap(({ files, message, author }, index) => [
      `commit refs/heads/${branch}\n`,
      `author ${author} <ana@example.com> now\n`,
      'committer Ana <ana@example.com> now\n',
      data(message),
      // Each comes after the one before it.
      index === 0 && from ? `from ${from}\n` : '',
      ...Object.entries(files).map(([path, text]) =>
        text === undefined
          ? `D ${path}\n`
          : `M 100644 inline ${path}\n${data(text)}`,
      ),
    ]);
    await runGit(
      this.directory,
      ['fast-import', '--quiet', '--date-format=now'],
      { input: input.join('') },
    );
    const listed = await this.git(
      'rev-list',
      '--first-parent',
      `--max-count=${changes.length}`,
      `refs/heads/${branch}`,
    );
    return listed.split('\n').reverse();
  }

  /** Lets many branches begin at a commit. */
  async branchMany(branches: string[], commit: string): Promise<void> {
    const input = branches.map(name => `create refs/heads/${name} ${commit}\n`);
    await runGit(this.directory, ['update-ref', '--stdin'], {
      input: input.join(''),
    });
  }

  /** A commit, or undefined where there is none of that id. */
  async read(commit: string): Promise<CommitRecord | undefined> {
    if (!COMMIT.test(commit)) return undefined;
    try {
      const [record] = await this.readMany([commit]);
      return record;
    } catch (error) {
      if (error instanceof GitFailure) return undefined;
      throw error;
    }
  }

  /** Commits that are there, in the order of their ids. */
  async readMany(commits: string[]): Promise<CommitRecord[]> {
    if (commits.length === 0) return [];
    const fields = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%B'];
    const format = `--format=${fields.join('%x00')}%x01`;
    const printed = await this.git('show', '-s', format, ...commits);
    return printed
      .split('\x01')
      .slice(0, -1)
      .map(one => {
        const [commit, tree, parents, name, email, date, message] = one
          .trimStart()
          .split('\0');
        return {
          commit,
          tree,
          parents: parents.split(' ').filter(Boolean),
          author: { name, email, date },
          message: message.trimEnd(),
        };
      });
  }

  /** The commits in the history of `to` and not in that of `from`, oldest first. */
  async between(from: string, to: string): Promise<string[]> {
    const listed = await this.git(
      'rev-list',
      '--reverse',
      '--topo-order',
      `${from}..${to}`,
    );
    return listed.split('\n').filter(Boolean);
  }

  async mergeBase(one: string, other: string): Promise<string> {
    return this.git('merge-base', one, other);
  }

  /** What a file holds in a commit, or undefined. */
  async file(commit: string, path: string): Promise<string | undefined> {
    try {
      return await runGit(this.directory, ['show', `${commit}:${path}`]);
    } catch (error) {
      if (error instanceof GitFailure) return undefined;
      throw error;
    }
  }
}
