import { accessSync, constants } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Counts the git programs that this process starts, by what they are asked. */
export class GitCounter {
  readonly #folder: string;
  readonly #path: string;

  /** Puts a git before the real one on `PATH` that writes down what is asked of it. */
  static async start(): Promise<GitCounter> {
    const path = process.env.PATH ?? '';
    const real = path
      .split(delimiter)
      .map(folder => join(folder, 'git'))
      .find(isProgram);
    if (!real) throw new Error('There is no git on PATH');
    const folder = await mkdtemp(join(tmpdir(), 'gitops-git-'));
    await writeFile(join(folder, 'asked'), '');
    await writeFile(
      join(folder, 'git'),
      `#!/bin/sh\necho "$1" >>'${folder}/asked'\nexec '${real}' "$@"\n`,
    );
    await chmod(join(folder, 'git'), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
    return new GitCounter(folder, path);
  }

  private constructor(folder: string, path: string) {
    this.#folder = folder;
    this.#path = path;
  }

  async #asked(): Promise<string[]> {
    const text = await readFile(join(this.#folder, 'asked'), 'utf8');
    return text.split('\n').filter(Boolean);
  }

  /** What is asked until the answer is called. */
  async begin(): Promise<() => Promise<Record<string, number>>> {
    const { length } = await this.#asked();
    return async () => {
      const counts: Record<string, number> = {};
      for (const one of (await this.#asked()).slice(length)) {
        counts[one] = (counts[one] ?? 0) + 1;
      }
      return counts;
    };
  }

  async stop(): Promise<void> {
    process.env.PATH = this.#path;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
