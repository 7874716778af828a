import { GitCommandError, runGit, tryGit } from './runGit';

/** No object: a ref that must not exist, or is to be deleted. */
export const NOTHING = '0'.repeat(40);

/** Tries of one act against others that move the same refs. */
const MAX_TRIES = 100;

/** What git says where another process moved or holds a ref; every other failure is not for a retry. */
const CONTENTION =
  /cannot lock ref|unable to resolve reference|Unable to create '/i;

/** One ref of a transaction: from what it must be now to what it becomes, which may be the same. */
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
    // Unlike rev-parse it takes full names only: `main~1` is no branch.
    'show-ref',
    '--verify',
    '--hash',
    '--',
    ref,
  ]);
  return output?.trim();
}

/** The commits that refs name, by ref; without those that there are not. */
export async function readRefs(
  directory: string,
  refs: string[],
): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const output = await runGit(directory, [
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    '--',
    ...refs,
  ]);
  return new Map(
    output
      .split('\n')
      .filter(Boolean)
      .map(line => line.split(' ') as [string, string]),
  );
}

function commandOf({ ref, from, to }: RefMove): string {
  if (from === to) return `verify ${ref}\0${from}\0`;
  if (to === NOTHING) return `delete ${ref}\0${from}\0`;
  return `update ${ref}\0${to}\0${from}\0`;
}

/** Moves all refs or none. */
export async function moveRefs(
  directory: string,
  moves: RefMove[],
): Promise<'moved' | 'contended'> {
  try {
    await runGit(directory, ['update-ref', '--stdin', '-z'], {
      input: ['start\0', ...moves.map(commandOf), 'prepare\0', 'commit\0'].join(
        '',
      ),
    });
    return 'moved';
  } catch (error) {
    if (error instanceof GitCommandError && CONTENTION.test(error.stderr)) {
      return 'contended';
    }
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
