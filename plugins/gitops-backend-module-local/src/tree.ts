import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBlob } from './objects';
import { runGit } from './runGit';

/** Stores the tree of a commit with files set or, where undefined, deleted. */
export async function writeTree(
  directory: string,
  base: string | undefined,
  files: ReadonlyMap<string, string | undefined>,
): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'gitops-local-'));
  const env = { GIT_INDEX_FILE: join(scratch, 'index') };
  try {
    if (base) await runGit(directory, ['read-tree', base], { env });
    const lines: string[] = [];
    for (const [path, text] of files) {
      lines.push(
        text === undefined
          ? `0 ${'0'.repeat(40)}\t${path}\0`
          : `100644 ${await writeBlob(directory, text)}\t${path}\0`,
      );
    }
    await runGit(directory, ['update-index', '-z', '--index-info'], {
      env,
      input: lines.join(''),
    });
    return (await runGit(directory, ['write-tree'], { env })).trim();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
