import { spawn } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderLimits } from './RenderLimits';
import { type Printed, supervise } from './supervise';

const SHELL = '/bin/sh';

/** Largest file a program may write, in blocks of 512 bytes; rendering writes none. */
const MAX_WRITTEN = 2048;

/**
 * Sets what the kernel enforces. Address space is not limited on macOS, which has no such limit: there the limits on
 * time and output remain.
 */
const LIMIT =
  'ulimit -c 0; ulimit -v "$1" 2>/dev/null; ulimit -t "$2"; ulimit -f "$3"; shift 3; exec "$@"';

/** A network namespace of its own has no way out, not even to this machine. */
const NO_NETWORK = ['--user', '--map-root-user', '--net', '--'];

/**
 * Runs programs on files that others wrote: without the environment, home and configuration of this process, in a
 * process group that is ended as a whole, within limits of time, memory and output.
 *
 * Where the kernel lets us (`unshare` with user namespaces; most container runtimes forbid it) programs have no network.
 * Elsewhere the files' references are what is checked before a program starts, and HTTP goes to a proxy that is not
 * there.
 */
export class Sandbox {
  readonly #limits: RenderLimits;
  readonly #unshare: string | undefined;

  static async create(limits: RenderLimits): Promise<Sandbox> {
    return new Sandbox(limits, await findUnshare());
  }

  private constructor(limits: RenderLimits, unshare: string | undefined) {
    this.#limits = limits;
    this.#unshare = unshare;
  }

  /** Can programs reach the network? */
  get network(): 'none' | 'notIsolated' {
    return this.#unshare ? 'none' : 'notIsolated';
  }

  /**
   * Runs a program, given by its absolute path, in `root/tree`; what it takes for its home is `root/home`.
   *
   * @throws RenderProblem where it exceeds a limit or cannot be started; the signal's reason where that aborts it.
   */
  async run(
    program: string,
    args: string[],
    options: { root: string; signal?: AbortSignal },
  ): Promise<Printed> {
    const { root, signal } = options;
    signal?.throwIfAborted();
    const home = join(root, 'home');
    await mkdir(home, { recursive: true });
    const command = [
      ...(this.#unshare ? [this.#unshare, ...NO_NETWORK] : []),
      SHELL,
      '-c',
      LIMIT,
      'render',
      String(Math.ceil(this.#limits.memory / 1024)),
      String(Math.ceil(this.#limits.time / 1000)),
      String(MAX_WRITTEN),
      program,
      ...args,
    ];
    return supervise(command, {
      cwd: join(root, 'tree'),
      env: environment(home),
      limits: this.#limits,
      signal,
    });
  }
}

/** Everything a program sees of the world; PATH leads nowhere, so that it finds no git and no plugin. */
function environment(home: string): Record<string, string> {
  const nowhere = join(home, 'nothing');
  const noProxy = 'http://127.0.0.1:9';
  return {
    PATH: nowhere,
    HOME: home,
    TMPDIR: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    HELM_PLUGINS: nowhere,
    HELM_NO_PLUGINS: '1',
    KUBECONFIG: nowhere,
    HTTP_PROXY: noProxy,
    HTTPS_PROXY: noProxy,
    LC_ALL: 'C',
    GOMAXPROCS: '2',
  };
}

async function findUnshare(): Promise<string | undefined> {
  for (const path of ['/usr/bin/unshare', '/bin/unshare']) {
    if (!(await isProgram(path))) continue;
    const child = spawn(path, [...NO_NETWORK, SHELL, '-c', 'exit 0'], {
      stdio: 'ignore',
      timeout: 5_000,
    });
    const works = await new Promise<boolean>(resolve => {
      child.on('error', () => resolve(false));
      child.on('close', code => resolve(code === 0));
    });
    return works ? path : undefined;
  }
  return undefined;
}

export async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
