import { runGit, tryGit } from './runGit';

/**
 * Who wrote a commit.
 *
 * @public
 */
export interface Author {
  name: string;
  email: string;
}

/** How a login is named in commits. */
export function authorOf(login: string): Author {
  return { name: login, email: `${login}@local.invalid` };
}

/** Stores text and answers its id. */
export async function writeBlob(
  directory: string,
  text: string,
): Promise<string> {
  const output = await runGit(directory, ['hash-object', '-w', '--stdin'], {
    input: text,
  });
  return output.trim();
}

/** The text at `<commit>:<path>`, or of a blob; undefined where there is none. */
export async function readText(
  directory: string,
  name: string,
): Promise<string | undefined> {
  return tryGit(directory, ['cat-file', 'blob', name]);
}

/** The texts of many blobs in one process; undefined for each that is not there. */
export async function readTexts(
  directory: string,
  names: string[],
): Promise<(string | undefined)[]> {
  if (names.length === 0) return [];
  const output = Buffer.from(
    await runGit(directory, ['cat-file', '--batch'], {
      input: names.map(name => `${name}\n`).join(''),
    }),
  );
  let position = 0;
  return names.map(() => {
    const start = output.indexOf('\n', position) + 1;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(
      output.toString('utf8', position, start - 1),
    )?.[1];
    position = start;
    if (size === undefined) return undefined;
    const end = start + Number(size);
    // git ends each object with a line feed that is not part of it.
    position = end + 1;
    return output.toString('utf8', start, end);
  });
}

/** Stores a commit of a tree. */
export async function writeCommit(
  directory: string,
  options: {
    tree: string;
    parents: string[];
    message: string;
    author: Author;
    at?: string;
  },
): Promise<string> {
  const { tree, parents, message, author, at } = options;
  const output = await runGit(
    directory,
    [
      'commit-tree',
      tree,
      ...parents.flatMap(parent => ['-p', parent]),
      '-F',
      '-',
    ],
    {
      input: message,
      env: {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
        ...(at ? { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at } : {}),
      },
    },
  );
  return output.trim();
}
