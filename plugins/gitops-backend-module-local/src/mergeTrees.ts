import { GitCommandError, runGit } from './runGit';

/** A real three-way merge without a work tree, or the files it conflicts in. */
export async function mergeTrees(
  directory: string,
  base: string,
  head: string,
): Promise<
  | { status: 'merged'; tree: string }
  | { status: 'conflict'; paths: string[] }
  | { status: 'unrelated' }
> {
  try {
    const output = await runGit(directory, [
      'merge-tree',
      '--write-tree',
      '--no-messages',
      '-z',
      '--name-only',
      base,
      head,
    ]);
    return { status: 'merged', tree: output.split('\0')[0] };
  } catch (error) {
    if (error instanceof GitCommandError && error.exitCode === 1) {
      const [, ...paths] = error.stdout.split('\0');
      return { status: 'conflict', paths: paths.filter(Boolean) };
    }
    if (
      error instanceof GitCommandError &&
      error.stderr.includes('unrelated histories')
    ) {
      return { status: 'unrelated' };
    }
    throw error;
  }
}
