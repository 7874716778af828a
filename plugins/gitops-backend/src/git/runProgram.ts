import { spawn } from 'node:child_process';

/** Longest time one program may take, in milliseconds. */
const TIMEOUT = 120_000;

/** What a program came to. */
export interface Ran {
  /** Undefined where it was stopped. */
  exitCode: number | undefined;
  stdout: Buffer;
  stderr: Buffer;
}

/**
 * Runs a program to its end, in an environment of its own.
 *
 * @param options - `input` goes to standard input.
 * @throws where it cannot be started.
 */
export async function runProgram(
  program: string,
  args: string[],
  options: {
    directory?: string;
    input?: string | Buffer;
    env: NodeJS.ProcessEnv;
  },
): Promise<Ran> {
  const child = spawn(program, args, {
    cwd: options.directory,
    env: options.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: TIMEOUT,
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // A program that ends before it has read all its input closes the pipe; its exit code tells what happened.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  const exitCode = await new Promise<number | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve(code ?? undefined));
  });
  return {
    exitCode,
    stdout: Buffer.concat(stdout),
    stderr: Buffer.concat(stderr),
  };
}
