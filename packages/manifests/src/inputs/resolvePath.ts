import { ManifestProblem } from '../problem';
import { foldersOf, joinPath, kindAt, Tree } from '../tree';

export type Resolved =
  | { status: 'found'; kind: 'file' | 'folder'; path: string; links: string[] }
  | { status: 'missing' }
  | { status: 'needs'; path: string }
  | { status: 'failed'; problem: ManifestProblem };

/** Symlinks followed for one path before it counts as a loop, as Linux does. */
const MAX_LINKS = 40;

/**
 * Where a reference leads after symlinks, folders in its middle included.
 * `folder` is the resolved folder that it is relative to.
 */
export function resolvePath(
  tree: Tree,
  folder: string,
  reference: string,
): Resolved {
  const links: string[] = [];
  if (reference.startsWith('/')) {
    return outside(folder, reference);
  }
  let waiting = reference.split('/');
  let at = folder;
  while (waiting.length > 0) {
    const [name, ...rest] = waiting;
    waiting = rest;
    if (name === '' || name === '.') {
      continue;
    }
    if (name === '..') {
      if (at === '') {
        return outside(folder, reference);
      }
      at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
      continue;
    }
    const next = joinPath(at, name);
    const kind = kindAt(tree, next);
    if (kind === undefined) {
      return { status: 'missing' };
    }
    if (kind === 'submodule') {
      return failed(
        'submodule',
        next,
        `${next} is a Git submodule, whose files are in another repository. Commit the files themselves, or leave it out.`,
      );
    }
    if (kind === 'file' && waiting.some(part => part !== '' && part !== '.')) {
      return { status: 'missing' };
    }
    if (kind !== 'symlink') {
      at = next;
      continue;
    }
    if (links.push(next) > MAX_LINKS) {
      return failed(
        'symlinkLoop',
        next,
        `The symlink ${next} leads back to itself. Point it at a file or folder.`,
      );
    }
    const target = tree.files.get(next);
    if (target === undefined) {
      return { status: 'needs', path: next };
    }
    if (target.startsWith('/')) {
      return failed(
        'outsideRepository',
        next,
        `The symlink ${next} points to '${target}', outside the repository. Point it at a path inside, relative to the link.`,
      );
    }
    waiting = [...target.split('/'), ...waiting];
  }
  const kind = foldersOf(tree).has(at) ? 'folder' : 'file';
  return { status: 'found', kind, path: at, links };
}

function outside(folder: string, reference: string): Resolved {
  return failed(
    'outsideRepository',
    folder,
    `'${reference}' leads out of the repository${
      folder === '' ? '' : `, seen from ${folder}`
    }. Refer to files inside the repository by a relative path.`,
  );
}

function failed(
  code: ManifestProblem['code'],
  path: string,
  message: string,
): Resolved {
  return { status: 'failed', problem: { code, path, message } };
}
