import { spawn } from 'node:child_process';
import type { RenderLimits } from './RenderLimits';
import { RenderProblem } from './RenderProblem';

/** Most that is kept of what a program says of its errors, in bytes. */
const MAX_ERRORS = 64 * 1024;

/** What a program printed. */
export interface Printed {
  status: 'succeeded' | 'failed';
  output: string;
  errors: string;
}

/**
 * Runs a command to its end, or to that of its time, its output or its caller's patience: then it is ended with everything
 * it has started.
 *
 * @throws RenderProblem, or the signal's reason.
 */
export async function supervise(
  [program, ...args]: string[],
  options: {
    cwd: string;
    env: Record<string, string>;
    limits: RenderLimits;
    signal?: AbortSignal;
  },
): Promise<Printed> {
  const { limits, signal } = options;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    // A process group of its own, so that nothing it starts outlives it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let ended: unknown;
  const end = (reason: unknown) => {
    ended ??= reason;
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const output = collect(child.stdout, limits.output, () =>
    end(
      new RenderProblem(
        'broken',
        `Rendering printed more than ${limits.output} bytes, the most that is read. Divide the environment.`,
      ),
    ),
  );
  const errors = collect(child.stderr, MAX_ERRORS, () => {});
  const timer = setTimeout(
    () =>
      end(
        new RenderProblem(
          'unable',
          `Rendering took longer than ${
            limits.time / 1000
          } seconds and was ended. Look for templates that do not end.`,
        ),
      ),
    limits.time,
  );
  const abort = () => end(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const exit = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    }).catch(() => {
      throw unstartable();
    });
    if (ended !== undefined) throw ended;
    // The shell's own answer where there is no such program, or it may not be run (POSIX, 2.8.2).
    if (exit === 126 || exit === 127) throw unstartable();
    if (exit !== 0) checkMemory(exit, errors(), limits);
    return {
      status: exit === 0 ? 'succeeded' : 'failed',
      output: output(),
      errors: errors(),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function unstartable(): RenderProblem {
  return new RenderProblem(
    'unable',
    'The rendering program could not be started. Look at the programs that gitops.rendering names, and at /bin/sh.',
  );
}

/** Keeps what a stream says up to a size, and tells once it is exceeded. */
function collect(
  stream: NodeJS.ReadableStream,
  most: number,
  exceeded: () => void,
): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size <= most) chunks.push(chunk);
    size += chunk.length;
    if (size > most) exceeded();
  });
  return () => Buffer.concat(chunks).toString();
}

/** A program that gets no memory dies, and prints its stacks: none of that is for a person. */
function checkMemory(
  exit: number | null,
  errors: string,
  limits: RenderLimits,
): void {
  const starved =
    /out of memory|cannot allocate memory|failed to reserve|^fatal error: |newosproc/m;
  if (starved.test(errors)) {
    throw new RenderProblem(
      'broken',
      `Rendering needs more memory than the ${Math.round(
        limits.memory / 1024 / 1024,
      )} MiB it may have. Look for templates that do not end, or divide the environment.`,
    );
  }
  if (exit === null) {
    throw new RenderProblem(
      'unable',
      'Rendering was ended from outside, or used up the processor time it may have. Look for templates that do not end.',
    );
  }
}
