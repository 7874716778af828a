import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import { authorOf, readText, readTexts, writeCommit } from './objects';
import { type PullRecord, pullSchema } from './record';
import { NOTHING, readRef, type RefMove } from './refs';
import { runGit } from './runGit';
import { writeTree } from './tree';

/** A pull request as the host stores it, and the commit of its record. */
export interface StoredPull {
  number: number;
  meta: string;
  record: PullRecord;
}

/** The ref whose commits are the acts on a pull request. */
export const metaRef = (number: number) => `refs/pull/${number}/meta`;

/** The ref that exists while a pull request with this head and base is open. */
export function guardRef({
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

/** Reads and writes the records of one repository's pull requests; moving their refs is the caller's. */
export class PullStore {
  constructor(readonly directory: string) {}

  async find(number: number): Promise<StoredPull | undefined> {
    const meta = await readRef(this.directory, metaRef(number));
    const text = meta && (await readText(this.directory, `${meta}:pull.json`));
    return meta && text
      ? { number, meta, record: pullSchema.parse(JSON.parse(text)) }
      : undefined;
  }

  /** @throws NotFoundError where there is none of that number. */
  async get(number: number): Promise<StoredPull> {
    const found = await this.find(number);
    if (!found) throw new NotFoundError(`There is no pull request #${number}.`);
    return found;
  }

  /** Newest first. */
  async all(): Promise<StoredPull[]> {
    const metas = await this.#metas(['refs/pull/']);
    const texts = await readTexts(
      this.directory,
      metas.map(({ meta }) => `${meta}:pull.json`),
    );
    return metas
      .flatMap(({ number, meta }, index) => {
        const text = texts[index];
        return text
          ? [{ number, meta, record: pullSchema.parse(JSON.parse(text)) }]
          : [];
      })
      .sort((a, b) => b.number - a.number);
  }

  async findByMergeCommit(commit: string): Promise<StoredPull | undefined> {
    const merged = await readRef(this.directory, `refs/pull-merged/${commit}`);
    if (!merged) return undefined;
    // Later acts, such as comments, build on the commit that the index names.
    const [meta] = await this.#metas([`--contains=${merged}`, 'refs/pull/']);
    return meta && this.find(meta.number);
  }

  /** Stores a record on top of an earlier one, with other files beside it. */
  async write(options: {
    before: string | undefined;
    record: PullRecord;
    message: string;
    as: string;
    files?: ReadonlyMap<string, string>;
  }): Promise<string> {
    const { before, record, message, as, files = new Map() } = options;
    const tree = await writeTree(
      this.directory,
      before,
      new Map([
        ...files,
        ['pull.json', `${JSON.stringify(record, undefined, 2)}\n`],
      ]),
    );
    return writeCommit(this.directory, {
      tree,
      parents: before ? [before] : [],
      message: `${message}\n`,
      author: authorOf(as),
    });
  }

  /** What ends the guard of an open pull request. */
  async guardRemoval(record: PullRecord): Promise<RefMove[]> {
    const ref = guardRef(record);
    const from = await readRef(this.directory, ref);
    return from ? [{ ref, from, to: NOTHING }] : [];
  }

  async #metas(selection: string[]) {
    const output = await runGit(this.directory, [
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      ...selection,
    ]);
    return output.split('\n').flatMap(line => {
      const match = /^(\S+) refs\/pull\/(\d+)\/meta$/.exec(line);
      return match ? [{ meta: match[1], number: Number(match[2]) }] : [];
    });
  }
}
