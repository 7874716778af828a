import { type Author, writeCommit } from './objects';
import { mergeTrees } from './mergeTrees';
import { runGit } from './runGit';

interface Picked {
  id: string;
  parent: string;
  author: Author;
  at: string;
  message: string;
}

/** What a head adds to a base, oldest first. Merges add nothing of their own. */
async function listPicked(
  directory: string,
  base: string,
  head: string,
): Promise<Picked[]> {
  const output = await runGit(directory, [
    'log',
    '--reverse',
    '--topo-order',
    '--no-merges',
    '-z',
    '--format=%H%n%P%n%an%n%ae%n%aI%n%B',
    `${base}..${head}`,
  ]);
  return output
    .split('\0')
    .filter(Boolean)
    .map(entry => {
      const [id, parent, name, email, at, ...message] = entry.split('\n');
      const author = { name, email };
      return { id, parent, author, at, message: message.join('\n') };
    });
}

/** Puts the commits of a head on top of a base, one after the other; undefined where one of them conflicts. */
export async function rebaseCommits(
  directory: string,
  base: string,
  head: string,
): Promise<string | undefined> {
  let top = base;
  for (const picked of await listPicked(directory, base, head)) {
    const { author, at, message } = picked;
    // A merge begins where two histories parted: for one commit alone that is its parent.
    const ours = await writeCommit(directory, {
      tree: `${top}^{tree}`,
      parents: [picked.parent],
      message: 'ours',
      author,
    });
    const merged = await mergeTrees(directory, ours, picked.id);
    if (merged.status !== 'merged') return undefined;
    const { tree } = merged;
    top = await writeCommit(directory, {
      tree,
      parents: [top],
      message,
      author,
      at,
    });
  }
  return top;
}
