import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder for this process alone: nobody else reads it, and it is gone when the process has ended. */
export class PrivateFolder {
  readonly path: string;
  readonly #remove = () => this.remove();

  static async create(): Promise<PrivateFolder> {
    // Its mode is 0700.
    return new PrivateFolder(await mkdtemp(join(tmpdir(), 'gitops-signing-')));
  }

  private constructor(path: string) {
    this.path = path;
    process.once('exit', this.#remove);
  }

  /** @returns the path of the file. */
  async write(name: string, text: string): Promise<string> {
    const path = join(this.path, name);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  }

  /** May be repeated. It waits for nothing, for a process that ends waits for nothing either. */
  remove(): void {
    process.off('exit', this.#remove);
    rmSync(this.path, { recursive: true, force: true });
  }
}
