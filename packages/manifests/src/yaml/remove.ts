import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import {
  contentEnd,
  contentStart,
  indicatorsOf,
  lineStartOf,
} from './position';
import { endOf, Source, startOf } from './source';
import { lineEndingOf, TextEdit } from './textEdits';

/** An entry of a map or an item of a list, by its place there. */
export interface Frame {
  container: YAMLMap | YAMLSeq;
  index: number;
}

/**
 * Takes an entry or item out with the lines that are its own and the comment on
 * its last one. `frames` lead to it from the root. A collection that loses its
 * last part stays, empty. Undefined where the parts cannot be told apart.
 */
export function removeAt(
  source: Source,
  frames: Frame[],
): TextEdit[] | undefined {
  const last = frames.at(-1);
  if (!last) {
    return undefined;
  }
  const { container, index } = last;
  if (container.flow) {
    return [removeFromFlow(container, index)];
  }
  const start = entryStart(container, index);
  if (start === undefined) {
    return undefined;
  }
  return container.items.length === 1
    ? empty(source, frames, start)
    : [removeFromBlock(source, last, start)];
}

function entryStart(
  container: YAMLMap | YAMLSeq,
  index: number,
): number | undefined {
  return isSeq(container)
    ? indicatorsOf(container)[index]
    : contentStart(container.items[index]);
}

function removeFromFlow(container: YAMLMap | YAMLSeq, index: number): TextEdit {
  const { items } = container;
  if (items.length === 1) {
    const [start, end] = [startOf(container) + 1, endOf(container) - 1];
    return { start, end, text: '' };
  }
  const next = items[index + 1];
  return next === undefined
    ? {
        start: contentEnd(items[index - 1]),
        end: contentEnd(items[index]),
        text: '',
      }
    : {
        start: contentStart(items[index]),
        end: contentStart(next),
        text: '',
      };
}

function removeFromBlock(
  source: Source,
  { container, index }: Frame,
  start: number,
): TextEdit {
  const { text } = source;
  const end = contentEnd(container.items[index]);
  if (isFirstOnLine(source, start)) {
    return removeLines(source, start, end, container.items[index - 1]);
  }
  // The first part stands behind a dash, which the next one takes over.
  const next = entryStart(container, index + 1) ?? end;
  const comment = /\n\s*#/.exec(text.slice(end, next));
  return {
    start,
    end: comment ? end + comment.index + comment[0].length - 1 : next,
    text: '',
  };
}

/**
 * Takes out whole lines. The end of a file without a last line end stays so,
 * unless the entry before needs its own.
 */
function removeLines(
  source: Source,
  start: number,
  end: number,
  before: unknown,
): TextEdit {
  const { text } = source;
  const lineStart = lineStartOf(source, start);
  if (end > 0 && text[end - 1] === '\n') {
    return { start: lineStart, end, text: '' };
  }
  const newline = text.indexOf('\n', end);
  return newline === -1
    ? {
        start: endsInLine(before)
          ? lineStart
          : Math.max(0, lineStart - lineEndingOf(text).length),
        end: text.length,
        text: '',
      }
    : { start: lineStart, end: newline + 1, text: '' };
}

/** Whether a value is a text whose last line has an end. */
function endsInLine(node: unknown): boolean {
  if (isPair(node)) {
    return endsInLine(node.value);
  }
  if (isCollection(node)) {
    return !node.flow && endsInLine(node.items.at(-1));
  }
  return isScalar(node) && /^BLOCK/.test(node.type ?? '')
    ? String(node.value).endsWith('\n')
    : false;
}

/** Writes the only part of a block collection off, as `{}` or `[]`. */
function empty(
  source: Source,
  frames: Frame[],
  start: number,
): TextEdit[] | undefined {
  const { text } = source;
  const held = frames[frames.length - 1];
  const holder = frames.at(-2);
  const nothing = isMap(held.container) ? '{}' : '[]';
  const end = contentEnd(held.container);
  if (!holder || !isFirstOnLine(source, start)) {
    const ending = text[end - 1] === '\n' ? lineEndingOf(text) : '';
    return [{ start, end, text: nothing + ending }];
  }
  const after = valueGap(source, holder);
  return after === undefined
    ? undefined
    : [
        { start: after, end: after, text: ` ${nothing}` },
        removeLines(source, start, end, undefined),
      ];
}

/** Behind the colon of a map's entry, or a list's dash, and what names its value. */
function valueGap(
  source: Source,
  { container, index }: Frame,
): number | undefined {
  const item = container.items[index];
  const key = isMap(container) ? container.items[index].key : undefined;
  const from = isNode(key)
    ? source.text.indexOf(':', endOf(key))
    : entryStart(container, index) ?? -1;
  if (from === -1 || from > contentEnd(item)) {
    return undefined;
  }
  const [properties] = /^(?:[ \t]+[&!]\S+)*/.exec(
    source.text.slice(from + 1),
  ) ?? [''];
  return from + 1 + properties.length;
}

function isFirstOnLine(source: Source, offset: number): boolean {
  const before = source.text.slice(lineStartOf(source, offset), offset);
  return before.trim() === '';
}
