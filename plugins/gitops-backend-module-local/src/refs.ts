import { GitCommandError, runGit, tryGit } from './runGit';

/** No object: a ref that must not exist, or is to be deleted. */
export const NOTHING = '0'.repeat(40);

/** Tries of one act against others that move the same refs. */
const MAX_TRIES = 100;

/** One ref of a transaction: from what it must be now to what it becomes. */
export interface RefMove {
  ref: string;
  from: string;
  to: string;
}

/** The commit or blob that a ref names. */
export async function readRef(
  directory: string,
  ref: string,
): Promise<string | undefined> {
  const output = await tryGit(directory, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    ref,
  ]);
  return output?.trim();
}

/** Moves all refs or none. */
export async function moveRefs(
  directory: string,
  moves: RefMove[],
): Promise<'moved' | 'contended'> {
  const lines = moves.map(({ ref, from, to }) =>
    to === NOTHING ? `delete ${ref} ${from}` : `update ${ref} ${to} ${from}`,
  );
  try {
    await runGit(directory, ['update-ref', '--stdin'], {
      input: ['start', ...lines, 'prepare', 'commit', ''].join('\n'),
    });
    return 'moved';
  } catch (error) {
    if (error instanceof GitCommandError) return 'contended';
    throw error;
  }
}

/** Acts on what is there, again and again until nobody else moved it meanwhile. */
export async function untilMoved<T>(
  directory: string,
  act: () => Promise<{ moves: RefMove[]; result: T }>,
): Promise<T> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const { moves, result } = await act();
    if (moves.length === 0) return result;
    if ((await moveRefs(directory, moves)) === 'moved') return result;
  }
  throw new Error(
    `Others moved the same refs of ${directory} ${MAX_TRIES} times; try again.`,
  );
}
