import { collectInputs, ExplicitEdit, Inputs, InputsResult, Tree } from '..';

/** A symlink or submodule of a repository under test. */
export type Special = { symlink: string } | { submodule: true };

/** Files by path, as a commit that can be read entry by entry. */
export class Repository {
  readonly #content: Map<string, string | Special>;
  readonly entries: Tree['entries'];

  constructor(content: Record<string, string | Special>) {
    this.#content = new Map(Object.entries(content));
    this.entries = new Map(
      [...this.#content].map(([path, value]) => {
        if (typeof value === 'string') {
          return [path, 'file'];
        }
        return [path, 'symlink' in value ? 'symlink' : 'submodule'];
      }),
    );
  }

  /** Asks as a caller does, reading what is needed, until there is an answer. */
  collect(
    path: string,
    edits: readonly ExplicitEdit[] = [],
  ): { tree: Tree; result: InputsResult; rounds: number } {
    const files = new Map<string, string>();
    const tree = { entries: this.entries, files };
    for (let rounds = 1; ; rounds += 1) {
      const result = collectInputs(tree, path, edits);
      if (result.status !== 'needs' || result.paths.length === 0) {
        return { tree, result, rounds };
      }
      for (const needed of result.paths) {
        files.set(needed, this.#read(needed));
      }
    }
  }

  complete(
    path: string,
    edits: readonly ExplicitEdit[] = [],
  ): { tree: Tree; inputs: Inputs } {
    const { tree, result } = this.collect(path, edits);
    if (result.status !== 'complete') {
      throw new Error(`Inputs of ${path}: ${JSON.stringify(result)}`);
    }
    return { tree, inputs: result.inputs };
  }

  #read(path: string): string {
    const value = this.#content.get(path);
    if (typeof value === 'string') {
      return value;
    }
    return value && 'symlink' in value ? value.symlink : '';
  }
}

/** Lines joined, for texts that are easier to read as a list. */
export function lines(...all: string[]): string {
  return all.map(line => `${line}\n`).join('');
}
