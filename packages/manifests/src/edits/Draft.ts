import { Scalar } from 'yaml';
import { Tree } from '../tree';
import { parseSource, Source } from '../yaml/source';
import { applyTextEdits, TextEdit } from '../yaml/textEdits';
import { isInsertion, isReplacement } from '../yaml/verify';
import { FileChange, lineChanges } from './lineChanges';

type DraftResult = 'written' | 'unsafe';

/** A tree that is being edited: every step is read back before it counts. */
export class Draft {
  readonly changed = new Map<string, string>();
  changes: FileChange[] = [];

  constructor(private readonly base: Tree) {}

  /** The tree as edited so far. */
  tree(): Tree {
    const { entries, files } = this.base;
    if (this.changed.size === 0) {
      return this.base;
    }
    const created = [...this.changed.keys()].filter(path => !entries.has(path));
    return {
      entries:
        created.length === 0
          ? entries
          : new Map([
              ...entries,
              ...created.map(path => [path, 'file'] as const),
            ]),
      files: new Map([...files, ...this.changed]),
    };
  }

  /** Gives scalars of one file other texts. */
  replace(
    source: Source,
    edits: TextEdit[],
    wanted: ReadonlyMap<Scalar, string>,
  ): DraftResult {
    return this.#write(source, edits, after =>
      isReplacement(source, after, wanted),
    );
  }

  /** Puts something new into a file. */
  insert(source: Source, edit: TextEdit): DraftResult {
    return this.#write(source, [edit], after => isInsertion(source, after));
  }

  #write(
    source: Source,
    edits: TextEdit[],
    isAsWanted: (after: Source) => boolean,
  ): DraftResult {
    const text = applyTextEdits(source.text, edits);
    const after = parseSource(source.path, text);
    if (after.status === 'failed' || !isAsWanted(after.source)) {
      return 'unsafe';
    }
    this.changed.set(source.path, text);
    this.changes = lineChanges(this.changes, source.path, source.text, text);
    return 'written';
  }
}
