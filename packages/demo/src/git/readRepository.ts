import { runGit } from './runGit';

/** A commit as a list shows it. */
export interface CommitSummary {
  id: string;
  authorName: string;
  authorEmail: string;
  /** ISO 8601. */
  at: string;
  subject: string;
  /** The message without its first line. */
  body: string;
}

const commitFormat = ['%H', '%an', '%ae', '%aI', '%s', '%b'].join('%x1f');

function parseCommits(output: string): CommitSummary[] {
  return output
    .split('\x1e')
    .map(record => record.replace(/^\n/, ''))
    .filter(record => record !== '')
    .map(record => {
      const [id, authorName, authorEmail, at, subject, body] =
        record.split('\x1f');
      return { id, authorName, authorEmail, at, subject, body: body.trim() };
    });
}

/** Branches and the commits they are at, by name. */
export async function listBranches(
  directory: string,
): Promise<Array<{ name: string; commit: string }>> {
  const output = await runGit(directory, [
    'for-each-ref',
    '--format=%(objectname) %(refname:lstrip=2)',
    'refs/heads',
  ]);
  return output
    .toString()
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [commit, ...name] = line.split(' ');
      return { name: name.join(' '), commit };
    });
}

/** The newest commits that a revision has, newest first. */
export async function listCommits(
  directory: string,
  revision: string,
  limit: number,
): Promise<CommitSummary[]> {
  const output = await runGit(directory, [
    'log',
    `--max-count=${limit}`,
    `--format=${commitFormat}%x1e`,
    '--end-of-options',
    revision,
  ]);
  return parseCommits(output.toString());
}

/** What a commit changed against its first parent, as a unified difference. */
export async function readCommitDifference(
  directory: string,
  commit: string,
): Promise<string> {
  const output = await runGit(directory, [
    'diff-tree',
    ...['--root', '-m', '--first-parent', '--no-commit-id', '-p', '-r'],
    '--end-of-options',
    commit,
  ]);
  return output.toString();
}

/** What a head has that its base does not have, as a unified difference. */
export async function readBranchDifference(
  directory: string,
  base: string,
  head: string,
): Promise<string> {
  const output = await runGit(directory, [
    'diff',
    '--end-of-options',
    `${base}...${head}`,
  ]);
  return output.toString();
}

/** Is there such a commit? */
export async function hasCommit(
  directory: string,
  commit: string,
): Promise<boolean> {
  try {
    await runGit(directory, ['cat-file', '-e', `${commit}^{commit}`]);
    return true;
  } catch {
    return false;
  }
}

/** A file of a branch with its object's name; undefined where there is no such file, or it is not a regular one. */
export async function readBlob(
  directory: string,
  branch: string,
  path: string,
): Promise<{ id: string; content: Buffer } | undefined> {
  const branches = await listBranches(directory);
  if (!branches.some(({ name }) => name === branch)) return undefined;
  const listing = await runGit(directory, [
    '--literal-pathspecs',
    ...['ls-tree', '-z', `refs/heads/${branch}`, '--', path],
  ]);
  const match = /^100(?:644|755) blob ([0-9a-f]+)\t/.exec(listing.toString());
  if (!match) return undefined;
  const [, id] = match;
  return { id, content: await runGit(directory, ['cat-file', 'blob', id]) };
}

/** Paths of all files of a branch. */
export async function listFiles(
  directory: string,
  branch: string,
): Promise<string[]> {
  const output = await runGit(directory, [
    ...['ls-tree', '-r', '-z', '--name-only', `refs/heads/${branch}`],
  ]);
  return output
    .toString()
    .split('\0')
    .filter(path => path !== '');
}
