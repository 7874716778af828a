import { isMap, isSeq, Scalar } from 'yaml';
import { Walk } from '../inputs/Walk';
import { ManifestProblem } from '../problem';
import { Slot } from '../references/Place';
import { kindAt } from '../tree';
import { appendItem, insertAtPath, insertPair } from '../yaml/insert';
import { textOf, valueAt, rootOf } from '../yaml/read';
import { replaceScalar } from '../yaml/scalars';
import { parseSource, Source, startOf } from '../yaml/source';
import { TextEdit } from '../yaml/textEdits';
import { findWritten } from '../yaml/yamlPath';
import { Draft } from './Draft';
import { ImageTarget } from './ImageTarget';
import { replaceInData } from './replaceInData';
import { digestMissing, unsafe } from './slotProblems';
import { slotText } from './slotText';

type ScalarSlot = Extract<Slot, { kind: 'scalar' }>;
type InsertedSlot = Exclude<Slot, { kind: 'scalar' | 'data' }>;

/** Writes an image into slots; answers with the first problem, if any. */
export function writeSlots(
  walk: Walk,
  draft: Draft,
  slots: Slot[],
  image: ImageTarget,
): ManifestProblem | undefined {
  const written = slots.filter(slot => slot.kind === 'scalar');
  for (const path of pathsOf(written)) {
    const source = walk.source(path);
    const here = written.filter(slot => slot.path === path);
    const problem = source && replaceIn(source, draft, here, image);
    if (problem) {
      return problem;
    }
  }
  const data = slots.filter(slot => slot.kind === 'data');
  for (const path of pathsOf(data)) {
    const here = data.filter(slot => slot.path === path);
    const problem = replaceInData(draft, here, image);
    if (problem) {
      return problem;
    }
  }
  const seen = new Set<string>();
  for (const slot of slots.filter(isInserted)) {
    const identity = JSON.stringify(slot);
    if (!seen.has(identity)) {
      seen.add(identity);
      const problem = insertInto(draft, slot, image);
      if (problem) {
        return problem;
      }
    }
  }
  return undefined;
}

function pathsOf(slots: Slot[]): Set<string> {
  return new Set(slots.map(({ path }) => path));
}

function isInserted(slot: Slot): slot is InsertedSlot {
  return slot.kind !== 'scalar' && slot.kind !== 'data';
}

function replaceIn(
  source: Source,
  draft: Draft,
  slots: ScalarSlot[],
  image: ImageTarget,
): ManifestProblem | undefined {
  const wanted = new Map<Scalar, string>();
  const edits: TextEdit[] = [];
  for (const { node, form } of slots) {
    const line = source.lineOf(startOf(node));
    const next = slotText(form, textOf(node)?.trim() ?? '', image);
    if (next.status === 'digestMissing') {
      return digestMissing(source.path, line, image);
    }
    if (wanted.has(node)) {
      continue;
    }
    const edit = replaceScalar(source, node, next.text);
    if (!edit) {
      return unsafe(source.path, line, image);
    }
    if (source.text.slice(edit.start, edit.end) !== edit.text) {
      wanted.set(node, next.text);
      edits.push(edit);
    }
  }
  if (edits.length === 0) {
    return undefined;
  }
  const line = source.lineOf(edits[0].start);
  return draft.replace(source, edits, wanted) === 'written'
    ? undefined
    : unsafe(source.path, line, image);
}

function insertInto(
  draft: Draft,
  slot: InsertedSlot,
  image: ImageTarget,
): ManifestProblem | undefined {
  const tree = draft.tree();
  const isThere = kindAt(tree, slot.path) === 'file';
  const parsed = parseSource(
    slot.path,
    isThere ? tree.files.get(slot.path) ?? '' : '',
  );
  if (parsed.status === 'failed') {
    return parsed.problem;
  }
  const { source } = parsed;
  const edit = insertionFor(source, slot, image);
  if (edit === 'digestMissing') {
    return digestMissing(slot.path, undefined, image);
  }
  return edit && draft.insert(source, edit) === 'written'
    ? undefined
    : unsafe(slot.path, undefined, image);
}

function insertionFor(
  source: Source,
  slot: InsertedSlot,
  image: ImageTarget,
): TextEdit | 'digestMissing' | undefined {
  const [document] = source.documents;
  if (slot.kind === 'field') {
    const map = document && findWritten(document, slot.map);
    return isMap(map)
      ? insertPair(source, map, slot.key, image.tag, document)
      : undefined;
  }
  if (slot.kind === 'value') {
    const next = slotText(slot.form, slot.was, image);
    return next.status === 'text'
      ? insertAtPath(source, document, slot.keys, next.text)
      : next.status;
  }
  const { tag, digest } = slot.was;
  if (digest && image.digest === undefined) {
    return 'digestMissing';
  }
  const entry = {
    name: slot.name,
    ...(tag || !digest ? { newTag: image.tag } : {}),
    ...(digest && image.digest ? { digest: image.digest } : {}),
  };
  const root = rootOf(document);
  const list = root && valueAt(root, 'images')?.node;
  return isSeq(list)
    ? appendItem(source, list, entry)
    : insertAtPath(source, document, ['images'], [entry]);
}
