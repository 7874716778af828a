// Where this repository lies, and the parts of it that the scripts name.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = path.resolve(
  fileURLToPath(new URL('../..', import.meta.url)),
);

export function inRepository(...parts) {
  return path.join(repositoryRoot, ...parts);
}

/**
 * The environment for what the scripts start. The repository's own programs come first on PATH, so that "node" means
 * the Node that set-up brought, no matter how a script was started.
 */
export function repositoryEnvironment(additions = {}) {
  const own = inRepository('node_modules', '.bin');
  return {
    ...process.env,
    PATH: [own, process.env.PATH].join(path.delimiter),
    ...additions,
  };
}
