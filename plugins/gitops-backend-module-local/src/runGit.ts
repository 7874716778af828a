import { spawn } from 'node:child_process';

/** A git command that ended with an error. */
export class GitCommandError extends Error {
  readonly name = 'GitCommandError';

  constructor(
    command: string,
    readonly exitCode: number | undefined,
    readonly stderr: string,
    readonly stdout: string,
  ) {
    super(`git ${command} failed (${exitCode}): ${stderr.trim()}`);
  }
}

/** Runs git in a bare repository, seeing nothing of the machine's or a person's configuration. */
export async function runGit(
  directory: string,
  args: string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const child = spawn('git', args, {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      // Without it git would search upwards, and a folder that is no repository yet could stand inside another one.
      GIT_DIR: directory,
      HOME: '/nonexistent',
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      ...options.env,
    },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // A command may end before it has read its input; its exit code tells what happened.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  const exitCode = await new Promise<number | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve(code ?? undefined));
  });
  const output = Buffer.concat(stdout).toString();
  if (exitCode !== 0) {
    throw new GitCommandError(
      args[0],
      exitCode,
      Buffer.concat(stderr).toString(),
      output,
    );
  }
  return output;
}

/** Like {@link runGit}, with undefined for a command that ends with an error. */
export async function tryGit(
  directory: string,
  args: string[],
): Promise<string | undefined> {
  try {
    return await runGit(directory, args);
  } catch (error) {
    if (error instanceof GitCommandError) return undefined;
    throw error;
  }
}
