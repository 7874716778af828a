import {
  Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { ManifestValue } from '../yaml/content';
import { appendItem, insertAtPath, insertPair } from '../yaml/insert';
import { Frame, removeAt } from '../yaml/remove';
import { replaceAt } from '../yaml/replace';
import { endOf, Source, startOf } from '../yaml/source';
import { styleOf } from '../yaml/style';
import { TextEdit } from '../yaml/textEdits';
import { Writing } from './difference';
import { Step } from './locate';

/** How a place is written; `at` is an offset to show. */
export type PlannedEdits =
  | { status: 'planned'; edits: TextEdit[]; at: number }
  /** The way leads through an alias or a merge key. */
  | { status: 'shared'; at: number }
  | { status: 'impossible' };

/** The text edits that write one place of a document. */
export function editsFor(
  source: Source,
  document: Document.Parsed | undefined,
  { at, value }: Writing,
): PlannedEdits {
  const root = document?.contents;
  if (!document || !root || (isScalar(root) && startOf(root) === endOf(root))) {
    const keys = at.flatMap(step => (typeof step === 'string' ? step : []));
    return value !== undefined && keys.length === at.length
      ? planned(insertAtPath(source, document, keys, value))
      : { status: 'impossible' };
  }
  const frames: Frame[] = [];
  let node: unknown = root;
  for (const [depth, step] of at.entries()) {
    if (isAlias(node)) {
      return { status: 'shared', at: startOf(node) };
    }
    if (!isMap(node) && !isSeq(node)) {
      return { status: 'impossible' };
    }
    const index = indexIn(node, step);
    if (index === undefined) {
      // What a merge key brings in can be written over, but not into.
      const isNew = depth === at.length - 1 && value !== undefined;
      return isNew
        ? planned(insertInto(source, document, node, step, value))
        : { status: 'shared', at: startOf(node) };
    }
    frames.push({ container: node, index });
    const item = node.items[index];
    node = isPair(item) ? item.value : item;
  }
  const frame = frames.at(-1);
  if (value === undefined) {
    return planned(removeAt(source, frames));
  }
  return frame && isNode(node)
    ? planned(replaceAt(source, frame, node, value, styleOf(source, document)))
    : { status: 'impossible' };
}

function indexIn(container: YAMLMap | YAMLSeq, step: Step): number | undefined {
  const index = isSeq(container)
    ? Number(step)
    : container.items.findIndex(
        ({ key }) => isScalar(key) && String(key.value) === step,
      );
  return index >= 0 && index < container.items.length ? index : undefined;
}

function insertInto(
  source: Source,
  document: Document.Parsed,
  container: YAMLMap | YAMLSeq,
  step: Step,
  value: ManifestValue,
): TextEdit | undefined {
  const style = styleOf(source, document);
  return isSeq(container)
    ? appendItem(source, container, value, style)
    : insertPair(source, container, String(step), value, document, style);
}

function planned(edits: TextEdit | TextEdit[] | undefined): PlannedEdits {
  const all = [edits ?? []].flat();
  return all.length === 0
    ? { status: 'impossible' }
    : { status: 'planned', edits: all, at: all[0].start };
}
