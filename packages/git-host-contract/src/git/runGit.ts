import { spawn } from 'node:child_process';

/** A git command that ended with an error. */
export class GitFailure extends Error {
  readonly name = 'GitFailure';

  constructor(
    readonly command: string,
    readonly exitCode: number | undefined,
    readonly stdout: string,
    readonly stderr: string,
  ) {
    super(`git ${command} failed (${exitCode}): ${stderr.trim()}`);
  }
}

/** What git sees of the machine: no configuration, and a name for commits that nobody signs. */
export function gitEnvironment(
  more: Record<string, string | undefined> = {},
): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Ana',
    GIT_AUTHOR_EMAIL: 'ana@example.com',
    GIT_COMMITTER_NAME: 'Ana',
    GIT_COMMITTER_EMAIL: 'ana@example.com',
    ...more,
  };
}

/** Runs git in a repository and answers what it printed. */
export async function runGit(
  directory: string,
  args: string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const child = spawn('git', args, {
    cwd: directory,
    env: gitEnvironment(options.env),
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  const exitCode = await new Promise<number | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve(code ?? undefined));
  });
  const printed = Buffer.concat(stdout).toString();
  if (exitCode !== 0) {
    const said = Buffer.concat(stderr).toString();
    throw new GitFailure(args[0], exitCode, printed, said);
  }
  return printed;
}
