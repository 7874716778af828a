import { runProgram } from './runProgram';

/** A git command that ended with an error. Its message never carries a credential: none is ever in its input. */
export class GitError extends Error {
  readonly name = 'GitError';

  constructor(
    readonly command: string,
    readonly exitCode: number | undefined,
    readonly stderr: string,
    readonly stdout: string,
  ) {
    super(`git ${command} failed (${exitCode}): ${stderr.trim()}`);
  }
}

/** What git sees of the world: nothing of the machine's or a person's configuration. */
function environment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    ...extra,
  };
}

/** Settings for one command, through its environment, where no process list shows them. */
export function settingsEnvironment(
  settings: Array<[string, string]>,
): Record<string, string> {
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(settings.length)],
    ...settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]);
}

/** Hands an HTTP credential to git. Redirects are not followed, so that it reaches the configured host only. */
export function authorizationEnvironment(
  authorization: string | undefined,
): Record<string, string> {
  return settingsEnvironment([
    ['http.followRedirects', 'false'],
    ['protocol.ext.allow', 'never'],
    ...(authorization
      ? [
          ['http.extraHeader', `Authorization: ${authorization}`] as [
            string,
            string,
          ],
        ]
      : []),
  ]);
}

/**
 * Runs one git command.
 *
 * @param options - `input` goes to standard input.
 * @returns standard output as bytes.
 * @throws {@link GitError} where git exits with an error.
 */
export async function git(
  args: string[],
  options: {
    directory?: string;
    input?: string | Buffer;
    env?: Record<string, string>;
  } = {},
): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await runProgram('git', args, {
    ...options,
    env: environment(options.env),
  });
  if (exitCode !== 0) {
    throw new GitError(
      args.find(arg => !arg.startsWith('-')) ?? '',
      exitCode,
      stderr.toString(),
      stdout.toString(),
    );
  }
  return stdout;
}

/** Oldest git that has `merge-tree --write-tree`. */
const OLDEST = [2, 38] as const;

/** @throws where git is missing or too old. */
export async function assertGitVersion(): Promise<string> {
  const output = (await git(['--version'])).toString().trim();
  const [major, minor] = (/(\d+)\.(\d+)/.exec(output) ?? [])
    .slice(1)
    .map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Error(
      `git ${OLDEST.join(
        '.',
      )} or newer is needed, found "${output}": install a newer git on the machine that runs the backend`,
    );
  }
  return output;
}
