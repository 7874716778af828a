import { runGit, tryGit } from './runGit';

/** Who wrote a commit. */
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
