import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where a test renders, and does the same by hand; temporary files of the process are here as well. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'rendering-test-'));
  readonly #before = process.env.TMPDIR;

  constructor() {
    process.env.TMPDIR = join(this.path, 'tmp');
    mkdirSync(process.env.TMPDIR);
  }

  /** Writes files out and runs programs on them, as a person would; answers what each printed. */
  byHand(
    files: ReadonlyMap<string, Buffer>,
    ...commands: string[][]
  ): string[] {
    const hand = join(this.path, 'hand');
    for (const [path, text] of files) {
      mkdirSync(join(hand, dirname(path)), { recursive: true });
      writeFileSync(join(hand, path), text);
    }
    return commands.map(([program, ...args]) =>
      execFileSync(program, args, {
        cwd: hand,
        env: { HOME: join(this.path, 'home'), PATH: process.env.PATH },
      }).toString(),
    );
  }

  /** @throws where a rendering has left something behind, whatever became of it. */
  remove(): void {
    const left = readdirSync(join(this.path, 'tmp'));
    if (this.#before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = this.#before;
    rmSync(this.path, { recursive: true });
    if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);
  }
}
