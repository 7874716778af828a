import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The first file of a name that may be run, in a PATH; undefined if none. */
export async function findOnPath(
  name: string,
  path: string,
): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(part => part !== '')) {
    const file = join(folder, name);
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
