import { git } from '../git/git';

/** A commit as Git itself tells it, past the suite. */
export interface ListedCommit {
  commit: string;
  subject: string;
  body: string;
  /** Lines added and removed, without file headers. */
  changes: string[];
}

/** The first-parent history of a branch, newest first. */
export async function listCommits(
  directory: string,
  branch: string,
): Promise<ListedCommit[]> {
  const output = await git(
    [
      'log',
      '--first-parent',
      '-m',
      '-p',
      '--unified=0',
      '--format=%x00%H%x01%s%x01%B%x01',
      branch,
    ],
    { directory },
  );
  return output
    .toString()
    .split('\0')
    .filter(Boolean)
    .map(record => {
      const [commit, subject, body, patch] = record.split('\x01');
      return {
        commit,
        subject,
        body,
        changes: patch
          .split('\n')
          .filter(line => /^[+-](?!\+\+ |-- )/.test(line)),
      };
    });
}
