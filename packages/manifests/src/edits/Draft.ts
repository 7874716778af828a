import { Scalar } from 'yaml';
import { Tree, withFiles } from '../tree';
import { parseSource, Source } from '../yaml/source';
import { applyTextEdits, TextEdit } from '../yaml/textEdits';
import { isInsertion, isReplacement } from '../yaml/verify';
import { changesTo, FileChange } from './lineChanges';

type DraftResult = 'written' | 'unsafe';

/** A tree that is being edited: every step is read back before it counts. */
export class Draft {
  readonly changed = new Map<string, string>();

  constructor(private readonly base: Tree) {}

  /** The tree as edited so far. */
  tree(): Tree {
    return withFiles(this.base, this.changed);
  }

  /** What has changed, by path and line. */
  changes(): FileChange[] {
    return changesTo(this.base, this.changed);
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

  /** Takes a text that was read back already. */
  put(path: string, text: string): void {
    this.changed.set(path, text);
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
    this.put(source.path, text);
    return 'written';
  }
}
