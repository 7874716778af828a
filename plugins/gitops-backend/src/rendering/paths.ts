import { posix } from 'node:path';

/** A folder in the repository as it is written here: '' is the root. */
export function normalizeFolder(path: string): string {
  const normal = posix.normalize(path).replace(/^\.?\/|\/$/g, '');
  return normal === '.' ? '' : normal;
}

export function join(folder: string, path: string): string {
  return normalizeFolder(posix.join(folder, path));
}

/** The path seen from a folder, or undefined where it is not below it. */
export function below(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`)
    ? path.slice(folder.length + 1)
    : undefined;
}

/** The files below a folder, by their path seen from it. */
export function filesBelow(
  files: ReadonlyMap<string, Buffer>,
  folder: string,
): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const [path, content] of files) {
    const inside = below(folder, path);
    if (inside !== undefined) found.set(inside, content);
  }
  return found;
}
