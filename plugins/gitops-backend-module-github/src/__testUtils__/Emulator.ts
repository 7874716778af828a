import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Its command, which the package exports to nobody. */
function findCommand(): string {
  const candidates = (require.resolve.paths('emulate') ?? []).map(folder =>
    path.join(folder, 'emulate/dist/index.js'),
  );
  const found = candidates.find(existsSync);
  if (!found) throw new Error('emulate is not installed');
  return found;
}

/** The account of tests, whose is the repository `acme/deploy`, and a person. JSON is YAML, too. */
const SEED = {
  tokens: {
    'token-of-acme': { login: 'acme', scopes: ['repo'] },
    'token-of-ravi': { login: 'ravi', scopes: ['repo'] },
  },
  github: {
    users: [{ login: 'acme' }, { login: 'ravi' }],
    repos: [{ owner: 'acme', name: 'deploy', auto_init: true }],
  },
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}

/** Says what it printed, where it ends before it is ready. */
async function ready(child: ChildProcess): Promise<void> {
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      if (/Ready\./.test(printed)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(printed)));
  });
}

/** A GitHub that others have made, in a process of its own on loopback. */
export class Emulator {
  static async start(): Promise<Emulator> {
    const folder = await mkdtemp(path.join(tmpdir(), 'emulate-'));
    const seed = path.join(folder, 'seed.yaml');
    await writeFile(seed, JSON.stringify(SEED));
    const port = await freePort();
    const child = spawn(
      process.execPath,
      [
        ...[findCommand(), 'start', '--service', 'github'],
        ...['--port', String(port), '--seed', seed],
      ],
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    await ready(child);
    return new Emulator(child, folder, `http://127.0.0.1:${port}`);
  }

  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(
    child: ChildProcess,
    folder: string,
    readonly url: string,
  ) {
    this.#child = child;
    this.#folder = folder;
  }

  async stop(): Promise<void> {
    const ended = new Promise(resolve => {
      this.#child.once('exit', resolve);
    });
    this.#child.kill();
    await ended;
    await rm(this.#folder, { recursive: true });
  }

  /** Does something to the repository as somebody. */
  async act(
    login: 'acme' | 'ravi',
    method: string,
    target: string,
    body?: object,
  ): Promise<unknown> {
    const response = await fetch(`${this.url}/repos/acme/deploy/${target}`, {
      method,
      headers: {
        authorization: `Bearer token-of-${login}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text);
  }
}
