import { GitCommandError, runGit } from './runGit';

/** A real three-way merge without a work tree, or the files it conflicts in. */
export async function mergeTrees(
  directory: string,
  base: string,
  head: string,
): Promise<
  { status: 'merged'; tree: string } | { status: 'conflict'; paths: string[] }
> {
  try {
    const output = await runGit(directory, [
      'merge-tree',
      '--write-tree',
      '--no-messages',
      '--name-only',
      base,
      head,
    ]);
    return { status: 'merged', tree: output.trim().split('\n')[0] };
  } catch (error) {
    if (error instanceof GitCommandError && error.exitCode === 1) {
      const [, ...paths] = error.stdout.trim().split('\n');
      return { status: 'conflict', paths: paths.filter(Boolean) };
    }
    throw error;
  }
}
