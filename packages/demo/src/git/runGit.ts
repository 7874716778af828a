import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

const run = promisify(execFile);

/** Git as this machine has it, without anybody's own configuration and without questions on the terminal. */
export function gitEnvironment(
  additions: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    // What commit messages and paths are printed in.
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...additions,
  };
}

/** Runs git and answers what it prints. Rejects with its error output where it fails. */
export async function runGit(
  directory: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<Buffer> {
  const { stdout } = await run('git', args, {
    cwd: directory,
    env: gitEnvironment(environment),
    encoding: 'buffer',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return stdout;
}
