/**
 * What a commit holds, as far as it was read.
 *
 * @public
 */
export interface Tree {
  /** The whole tree: the kind of each file, by its path in the repository. Folders are implied. */
  entries: ReadonlyMap<string, 'file' | 'symlink' | 'submodule'>;
  /** Text of the entries read so far; of a symlink, its target. */
  files: ReadonlyMap<string, string>;
}

type Kind = 'file' | 'symlink' | 'submodule' | 'folder';

const cache = new WeakMap<Tree['entries'], Map<string, Map<string, Kind>>>();

/** Names and kinds directly below each folder; '' is the root. */
export function foldersOf(tree: Tree): Map<string, Map<string, Kind>> {
  const known = cache.get(tree.entries);
  if (known) {
    return known;
  }
  const folders = new Map<string, Map<string, Kind>>([['', new Map()]]);
  for (const [path, kind] of tree.entries) {
    addEntry(folders, path, kind);
  }
  cache.set(tree.entries, folders);
  return folders;
}

function addEntry(
  folders: Map<string, Map<string, Kind>>,
  path: string,
  kind: Kind,
): void {
  const parent = dirname(path);
  const siblings = folders.get(parent);
  if (siblings) {
    siblings.set(basename(path), kind);
    return;
  }
  folders.set(parent, new Map([[basename(path), kind]]));
  addEntry(folders, parent, 'folder');
}

/** The tree with other texts of files, some of them perhaps new. */
export function withFiles(
  tree: Tree,
  changed: ReadonlyMap<string, string>,
): Tree {
  if (changed.size === 0) {
    return tree;
  }
  const created = [...changed.keys()].filter(path => !tree.entries.has(path));
  return {
    entries:
      created.length === 0
        ? tree.entries
        : new Map([
            ...tree.entries,
            ...created.map(path => [path, 'file'] as const),
          ]),
    files: new Map([...tree.files, ...changed]),
  };
}

/** The kind of what stands at a path, links not followed. */
export function kindAt(tree: Tree, path: string): Kind | undefined {
  return (
    tree.entries.get(path) ?? (foldersOf(tree).has(path) ? 'folder' : undefined)
  );
}

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Whether a path is a folder's own or stands somewhere below it. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

export function isYaml(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path);
}
