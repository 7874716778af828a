import { DataFile, DataFormat, readData } from '../data/DataFormat';
import { ManifestProblem } from '../problem';
import { foldersOf, isBelow, joinPath, Tree } from '../tree';
import { MAX_INPUTS } from '../yaml/limits';
import { checkText, parseSource, Source, SourceResult } from '../yaml/source';
import { resolvePath } from './resolvePath';

export interface Found {
  kind: 'file' | 'folder';
  path: string;
}

const parsed = new WeakMap<
  Tree['files'],
  Map<string, { text: string; result: SourceResult }>
>();

/**
 * One walk over the files that an environment is made of. It notes what it
 * passes, what has to be read before it can go on, and the first problem.
 */
export class Walk {
  readonly inputs = new Set<string>();
  readonly remote = new Set<string>();
  readonly needs = new Set<string>();
  /** The files that were read as YAML. */
  readonly sources = new Set<string>();
  problem: ManifestProblem | undefined;
  readonly #data = new Map<string, DataFile>();

  constructor(readonly tree: Tree) {}

  /** What a reference leads to, if it is there and may be read. */
  find(folder: string, reference: string): Found | undefined {
    const resolved = resolvePath(this.tree, folder, reference);
    switch (resolved.status) {
      case 'found':
        for (const link of resolved.links) {
          this.#add(link);
        }
        return { kind: resolved.kind, path: resolved.path };
      case 'needs':
        this.needs.add(resolved.path);
        return undefined;
      case 'failed':
        this.fail(resolved.problem);
        return undefined;
      default:
        return undefined;
    }
  }

  /** As `find`; that nothing is there is a problem of the file that asks. */
  require(folder: string, reference: string, asker: string): Found | undefined {
    const needed = this.needs.size;
    const found = this.find(folder, reference);
    if (!found && !this.problem && this.needs.size === needed) {
      const resolved = resolvePath(this.tree, folder, reference);
      if (resolved.status === 'missing') {
        this.fail({
          code: 'pathMissing',
          path: asker,
          message: `${asker} refers to '${reference}', which is not in the repository. Correct the reference or add the file.`,
        });
      }
    }
    return found;
  }

  /** Notes a file as an Input without reading it. */
  addFile(path: string): void {
    this.#add(path);
  }

  /** The text of a file, once it was read. */
  text(path: string): string | undefined {
    this.#add(path);
    const text = this.tree.files.get(path);
    if (text === undefined) {
      this.needs.add(path);
      return undefined;
    }
    const problem = checkText(path, text);
    if (problem) {
      this.fail(problem);
      return undefined;
    }
    return text;
  }

  /** A YAML file, once it was read. */
  source(path: string): Source | undefined {
    const text = this.text(path);
    if (text === undefined) {
      return undefined;
    }
    const result = parseOnce(this.tree, path, text);
    if (result.status === 'failed') {
      this.fail(result.problem);
      return undefined;
    }
    this.sources.add(path);
    return result.source;
  }

  /** A JSON or TOML file, once it was read. */
  data(path: string, format: DataFormat): DataFile | undefined {
    const known = this.#data.get(path);
    const text = this.text(path);
    if (known || text === undefined) {
      return known;
    }
    const read = readData(format, { path, text });
    if (read.status === 'failed') {
      return this.fail(read.problem);
    }
    const file = { format, text, root: read.root };
    this.#data.set(path, file);
    return file;
  }

  /** Every file below a folder, sorted, symlinks followed, each once. */
  filesBelow(folder: string): string[] {
    const files = new Set<string>();
    this.#gather(folder, files, new Set());
    return [...files].sort();
  }

  /** Notes a problem, of which the first counts; there is no answer then. */
  fail(problem: ManifestProblem): undefined {
    this.problem ??= problem;
    return undefined;
  }

  #gather(folder: string, files: Set<string>, visited: Set<string>): void {
    if (visited.has(folder) || this.problem) {
      return;
    }
    visited.add(folder);
    for (const name of foldersOf(this.tree).get(folder)?.keys() ?? []) {
      const path = joinPath(folder, name);
      const found = this.require(folder, name, path);
      if (found?.kind === 'file') {
        files.add(found.path);
      } else if (found) {
        this.#gather(found.path, files, visited);
      }
    }
  }

  #add(path: string): void {
    this.inputs.add(path);
    if (this.inputs.size > MAX_INPUTS) {
      this.fail({
        code: 'tooManyInputs',
        path,
        message: `The environment is made of more than ${MAX_INPUTS} files, the most that is read. Point its path at a smaller folder.`,
      });
    }
  }
}

function parseOnce(tree: Tree, path: string, text: string): SourceResult {
  const known = parsed.get(tree.files) ?? new Map();
  parsed.set(tree.files, known);
  const before: { text: string; result: SourceResult } | undefined =
    known.get(path);
  if (before?.text === text) {
    return before.result;
  }
  const result = parseSource(path, text);
  known.set(path, { text, result });
  return result;
}

/** Splits paths into those below a folder and the others, both sorted. */
export function splitBy(
  folder: string,
  paths: Iterable<string>,
): { own: string[]; shared: string[] } {
  const sorted = [...paths].sort();
  return {
    own: sorted.filter(path => isBelow(path, folder)),
    shared: sorted.filter(path => !isBelow(path, folder)),
  };
}
