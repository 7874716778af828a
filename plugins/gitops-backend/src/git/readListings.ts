/** One file of a commit's tree. */
export interface TreeEntry {
  kind: 'file' | 'symlink' | 'submodule';
  objectId: string;
}

function kindOf(mode: string): TreeEntry['kind'] {
  if (mode === '160000') return 'submodule';
  return mode === '120000' ? 'symlink' : 'file';
}

/** Reads what `git ls-remote --symref` says of HEAD and of the branches. */
export function readRefs(listing: string): {
  refs: Map<string, string>;
  defaultBranch: string | undefined;
} {
  const refs = new Map<string, string>();
  for (const line of listing.split('\n')) {
    const [commit, ref] = line.split('\t');
    if (ref?.startsWith('refs/heads/') && !commit.startsWith('ref: ')) {
      refs.set(ref.slice('refs/heads/'.length), commit);
    }
  }
  const defaultBranch = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(listing)?.[1];
  return { refs, defaultBranch };
}

/** Reads what `git ls-tree -r -z` says. */
export function readTree(listing: string): ReadonlyMap<string, TreeEntry> {
  return new Map(
    listing
      .split('\0')
      .filter(Boolean)
      .map((line): [string, TreeEntry] => {
        const tab = line.indexOf('\t');
        const [mode, , objectId] = line.slice(0, tab).split(' ');
        return [line.slice(tab + 1), { kind: kindOf(mode), objectId }];
      }),
  );
}
