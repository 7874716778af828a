import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/**
 * The files that a repository starts with: path inside the repository -> content.
 *
 * @param name - a folder of `packages/demo/seed`
 */
export async function readSeedFiles(
  name: string,
): Promise<Map<string, string>> {
  const folder = resolvePackagePath('@backstage-gitops/demo', 'seed', name);
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
  const contents = await Promise.all(
    files.map(async (file): Promise<[string, string]> => {
      const inRepository = path.relative(folder, file).split(path.sep);
      return [inRepository.join('/'), await readFile(file, 'utf8')];
    }),
  );
  return new Map(contents);
}
