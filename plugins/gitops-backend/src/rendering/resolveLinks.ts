import { RenderLimits } from './RenderLimits';
import { refuse } from './RenderProblem';
import { below } from './paths';

/** Symlinks followed for one path before it counts as a loop, as Linux does. */
const MAX_LINKS = 40;

const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/**
 * The files with every symlink replaced by what it leads to, so that no link ever exists on disk. A link out of the
 * files given is refused: that is how a repository reads what is not its own (CVE-2022-24348, CVE-2022-24877).
 */
export function resolveLinks(
  files: ReadonlyMap<string, string | Buffer>,
  links: ReadonlySet<string>,
  limits: Pick<RenderLimits, 'files' | 'input'>,
): Map<string, Buffer> {
  const regular = new Map<string, Buffer>();
  const targets = new Map<string, string>();
  for (const [path, content] of files) {
    checkPath(path);
    if (links.has(path)) targets.set(path, content.toString());
    else regular.set(path, Buffer.from(content));
  }
  const resolved = new Map<string, Buffer>();
  let size = 0;
  const add = (path: string, content: Buffer) => {
    resolved.set(path, content);
    size += content.length;
    if (resolved.size > limits.files || size > limits.input) {
      refuse(
        `The environment is made of more than ${limits.files} files or ${limits.input} bytes, the most that is rendered. Point its path at less.`,
      );
    }
    if (content.subarray(0, LFS_POINTER.length).toString() === LFS_POINTER) {
      refuse(
        `${path} is a Git LFS pointer: its content is not in the repository. Commit the file itself.`,
      );
    }
  };
  const copy = (link: string, to: string, depth: number) => {
    const from = follow(link, targets);
    const file = regular.get(from);
    if (file) {
      add(to, file);
      return;
    }
    if (depth > MAX_LINKS) refuse(loop(link));
    let found = 0;
    for (const [path, content] of regular) {
      const inside = below(from, path);
      if (inside === undefined) continue;
      add(`${to}/${inside}`, content);
      found += 1;
    }
    for (const nested of targets.keys()) {
      const inside = below(from, nested);
      if (inside === undefined) continue;
      copy(nested, `${to}/${inside}`, depth + 1);
      found += 1;
    }
    if (found === 0) {
      refuse(
        `The symlink ${link} leads to '${targets.get(
          link,
        )}', where the environment has no file. Point it at one, or remove it.`,
      );
    }
  };
  for (const [path, content] of regular) add(path, content);
  for (const link of targets.keys()) copy(link, link, 0);
  checkFolders(resolved);
  return resolved;
}

/** Where a path leads once every link on the way is followed. */
function follow(path: string, targets: ReadonlyMap<string, string>): string {
  const at: string[] = [];
  let waiting = path.split('/');
  let followed = 0;
  while (waiting.length > 0) {
    const [name, ...rest] = waiting;
    waiting = rest;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (at.pop() === undefined) refuse(outside(path, targets.get(path)));
      continue;
    }
    const target = targets.get([...at, name].join('/'));
    if (target === undefined) {
      at.push(name);
      continue;
    }
    followed += 1;
    if (followed > MAX_LINKS) refuse(loop(path));
    if (target.startsWith('/')) refuse(outside(path, target));
    waiting = [...target.split('/'), ...waiting];
  }
  return at.join('/');
}

function checkPath(path: string): void {
  const names = path.split('/');
  if (
    path.includes('\0') ||
    names.some(name => name === '' || name === '.' || name === '..')
  ) {
    refuse(
      `'${path}' is no path inside the repository. Give the file another.`,
    );
  }
}

function checkFolders(files: ReadonlyMap<string, Buffer>): void {
  for (const path of files.keys()) {
    for (let at = path.lastIndexOf('/'); at > 0; ) {
      const folder = path.slice(0, at);
      if (files.has(folder)) {
        refuse(
          `${folder} is both a file and a folder, which holds ${path}. Remove one of them.`,
        );
      }
      at = folder.lastIndexOf('/');
    }
  }
}

function outside(link: string, target: string | undefined): string {
  return `The symlink ${link} leads to '${target}', outside the repository. Point it at a path inside, relative to the link.`;
}

function loop(link: string): string {
  return `The symlink ${link} leads back to itself. Point it at a file or folder.`;
}
