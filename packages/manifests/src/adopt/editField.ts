import { isAlias, isCollection, isPair, isScalar } from 'yaml';
import { isScalarValue, ManifestValue } from '../yaml/content';
import {
  isSameReading,
  NOTHING,
  Reading,
  readingOf,
  readingsOf,
} from '../yaml/reading';
import { parseSource, Source } from '../yaml/source';
import { applyTextEdits } from '../yaml/textEdits';
import { differenceTo, Writing } from './difference';
import { editsFor } from './editsFor';
import { FieldStep, itemFor, nestIn } from './FieldStep';
import { locate, Step, withReading } from './locate';

/**
 * What a field is to become.
 *
 * @public
 */
export type FieldTarget =
  | { kind: 'set'; value: ManifestValue }
  | { kind: 'remove' };

/** What became of a text; `absent` is what was to be removed. */
export type FieldEdit =
  | { status: 'edited'; text: string; source: Source; line: number }
  | { status: 'unchanged' }
  | { status: 'absent' }
  /** An anchor or a merge key carries the value on to other places. */
  | { status: 'shared'; line: number }
  | { status: 'blocked'; reason: string };

const UNSAFE = 'it is written in a form that cannot be changed safely';

/** A document of a file. */
export interface DocumentPlace {
  source: Source;
  /** Its place among the documents of the file, from 0. */
  document: number;
}

/**
 * Sets or removes what a path of one document leads to, and nothing else: the
 * text that comes out is read back, and every other value of every document is
 * as it was, anchors and merge keys followed.
 */
export function editField(
  { source, document }: DocumentPlace,
  steps: readonly FieldStep[],
  to: FieldTarget,
): FieldEdit {
  const root = documentsOf(source)[document];
  const found = locate(root, steps);
  if (found.status === 'blocked') {
    return found;
  }
  if (to.kind === 'remove') {
    return found.status === 'there' && found.at.length > 0
      ? write(source, document, [{ at: found.at }])
      : { status: 'absent' };
  }
  if (found.status === 'there') {
    const value = withKeys(to.value, steps.at(-1), found.reading);
    const writings = differenceTo(value, found.reading, found.at);
    return writings.length === 0
      ? { status: 'unchanged' }
      : write(source, document, writings);
  }
  if (found.status === 'missing') {
    const value = nestIn(found.missing, to.value);
    return write(source, document, [{ at: found.at, value }]);
  }
  const list = locate(root, toFieldSteps(found.at));
  const length =
    list.status === 'there' && Array.isArray(list.reading)
      ? list.reading.length
      : 0;
  const value = itemFor(found.item, found.missing, to.value);
  return write(source, document, [{ at: [...found.at, length], value }]);
}

/** An item keeps the keys that it is found by. */
function withKeys(
  value: ManifestValue,
  step: FieldStep | undefined,
  written: Reading,
): ManifestValue {
  const isItem = typeof step === 'object' && 'keys' in step;
  if (!isItem || isScalarValue(value) || Array.isArray(value)) {
    return value;
  }
  const keys = Object.entries(step.keys).filter(
    ([key]) => written instanceof Map && written.has(key),
  );
  return { ...Object.fromEntries(keys), ...value };
}

/** The readings of a file's documents; one without content where there are none. */
function documentsOf(source: Source): Reading[] {
  const readings = readingsOf(source);
  return readings.length === 0 ? [NOTHING] : readings;
}

function toFieldSteps(steps: Step[]): FieldStep[] {
  return steps.map(step => (typeof step === 'number' ? { index: step } : step));
}

function write(
  before: Source,
  document: number,
  writings: Writing[],
): FieldEdit {
  let source = before;
  let wanted = documentsOf(before);
  let line = 0;
  for (const writing of writings) {
    const planned = editsFor(source, source.documents[document], writing);
    if (planned.status === 'impossible') {
      return { status: 'blocked', reason: UNSAFE };
    }
    const at = source.lineOf(planned.at);
    if (planned.status === 'shared') {
      return { status: 'shared', line: at };
    }
    wanted = wanted.map((reading, index) =>
      index === document ? withWriting(reading, writing) : reading,
    );
    const text = applyTextEdits(source.text, planned.edits);
    const after = parseSource(source.path, text);
    if (
      after.status === 'failed' ||
      !isSameReading(documentsOf(after.source), wanted)
    ) {
      return hasAnchors(source)
        ? { status: 'shared', line: at }
        : { status: 'blocked', reason: UNSAFE };
    }
    source = after.source;
    line ||= at;
  }
  return { status: 'edited', text: source.text, source, line };
}

function withWriting(reading: Reading, { at, value }: Writing): Reading {
  return withReading(
    reading,
    at,
    value === undefined ? undefined : readingOf(value),
  );
}

function hasAnchors({ documents }: Source): boolean {
  return documents.some(({ contents }) => hasAnchor(contents));
}

function hasAnchor(node: unknown): boolean {
  if (isPair(node)) {
    return hasAnchor(node.key) || hasAnchor(node.value);
  }
  return (
    isAlias(node) ||
    ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) ||
    (isCollection(node) && node.items.some(hasAnchor))
  );
}
