import { InputError } from '@backstage/errors';
import { type Author, readText, writeCommit } from './objects';
import { PullRequests } from './PullRequests';
import { NOTHING, readRef, untilMoved } from './refs';
import { tryGit } from './runGit';
import { writeTree } from './tree';

/**
 * One bare repository of the embedded host.
 *
 * @public
 */
export class LocalRepository {
  /** `<owner>/<name>`. */
  readonly name: string;
  readonly directory: string;
  /** The repository's URL, without `.git`. */
  readonly url: string;
  readonly pulls: PullRequests;

  constructor(options: {
    name: string;
    directory: string;
    url: string;
    bot: string;
  }) {
    this.name = options.name;
    this.directory = options.directory;
    this.url = options.url;
    this.pulls = new PullRequests(options);
  }

  /** The commit a branch is at, or undefined. */
  async head(branch: string): Promise<string | undefined> {
    return readRef(this.directory, `refs/heads/${branch}`);
  }

  /** The text of a file on a branch, or undefined. */
  async readFile(branch: string, path: string): Promise<string | undefined> {
    return readText(this.directory, `refs/heads/${branch}:${path}`);
  }

  /** Commits files onto a branch as the host itself, past its hooks; undefined deletes a file. */
  async commitFiles(options: {
    branch: string;
    files: ReadonlyMap<string, string | undefined>;
    message: string;
    author: Author;
    /** ISO 8601. Default: now. */
    at?: string;
  }): Promise<string> {
    const { branch, files, message, author, at } = options;
    const ref = `refs/heads/${branch}`;
    if ((await tryGit(this.directory, ['check-ref-format', ref])) === undefined)
      throw new InputError(`"${branch}" is no name of a branch.`);
    return untilMoved(this.directory, async () => {
      const parent = await this.head(branch);
      const commit = await writeCommit(this.directory, {
        tree: await writeTree(this.directory, parent, files),
        parents: parent ? [parent] : [],
        message,
        author,
        at,
      });
      return {
        moves: [
          {
            ref,
            from: parent ?? NOTHING,
            to: commit,
          },
        ],
        result: commit,
      };
    });
  }
}
