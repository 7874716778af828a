import { isAlias, isCollection, isPair, isScalar } from 'yaml';
import { isScalarValue, ManifestValue } from '../yaml/content';
import { NOTHING, Reading, readingsOf } from '../yaml/reading';
import { Source } from '../yaml/source';
import { differenceTo, Writing } from './difference';
import { FieldStep, itemFor, nestIn } from './FieldStep';
import { locate, Step } from './locate';
import { DocumentPlace, writeFields } from './writeFields';

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
  const root = readingsOf(source)[document] ?? NOTHING;
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

function toFieldSteps(steps: Step[]): FieldStep[] {
  return steps.map(step => (typeof step === 'number' ? { index: step } : step));
}

function write(
  before: Source,
  document: number,
  writings: Writing[],
): FieldEdit {
  const written = writeFields(
    { source: before, document },
    writings,
    readingsOf,
  );
  switch (written.status) {
    case 'edited':
    case 'shared':
      return written;
    case 'otherwise':
      return hasAnchors(written.source)
        ? { status: 'shared', line: written.line }
        : { status: 'blocked', reason: UNSAFE };
    default:
      return { status: 'blocked', reason: UNSAFE };
  }
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
