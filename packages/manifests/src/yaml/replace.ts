import { isCollection, isNode, isPair, isScalar, isSeq, Node } from 'yaml';
import {
  blockEntry,
  blockItem,
  flowValue,
  isScalarValue,
  lastLineEnd,
  ManifestValue,
  Quoting,
  ScalarValue,
} from './content';
import { insertLines, quotingOf } from './insert';
import { isLiteralText, rewriteLiteral } from './literal';
import { contentEnd, indentationAt, indicatorsOf } from './position';
import { Frame } from './remove';
import { encodeScalar, spaced } from './scalars';
import { endOf, Source, startOf } from './source';
import { BlockStyle } from './style';
import { lineEndingOf, TextEdit } from './textEdits';

/**
 * Puts another value in the place of one that is written, keeping its quotes
 * where the new one may have them.
 */
export function replaceAt(
  source: Source,
  frame: Frame,
  node: Node,
  value: ManifestValue,
  style: BlockStyle,
): TextEdit | undefined {
  const { container } = frame;
  if (isScalar(node) && node.type === 'BLOCK_LITERAL') {
    const edit =
      typeof value === 'string'
        ? rewriteLiteral(source, node, value)
        : undefined;
    return edit ?? rewriteBehind(source, frame, node, value, style);
  }
  const isInFlow = container.flow || (isCollection(node) && node.flow);
  if (isInFlow && !isScalarValue(value)) {
    const text = flowValue(value, quotingOf(source, container));
    return { start: startOf(node), end: endOf(node), text };
  }
  const isLines =
    isLinesOf(value) && !container.flow && isLastOnLine(source, endOf(node));
  if ((isCollection(node) && !node.flow) || !isScalarValue(value) || isLines) {
    return rewriteBehind(source, frame, node, value, style);
  }
  const start = startOf(node);
  const end = endOf(node);
  const text = encodeTyped(value, node, quotingOf(source, container));
  if (start === end) {
    return { start, end, text: spaced(source, start, text) };
  }
  const ending = endsLine(source, node) ? lineEndingOf(source.text) : '';
  return { start, end, text: text + ending };
}

function isLinesOf(value: ManifestValue): boolean {
  return typeof value === 'string' && isLiteralText(value);
}

/** A number stays one, and a text that looks like one gets quotes. */
function encodeTyped(value: ScalarValue, node: Node, quoting: Quoting): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  const isQuoted =
    isScalar(node) &&
    (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE');
  const kept = isQuoted ? node.type : 'PLAIN';
  return encodeScalar(
    value,
    quoting === 'json' ? 'QUOTE_DOUBLE' : kept ?? 'PLAIN',
  );
}

/** Writes a value anew behind its key or dash, in block style. */
function rewriteBehind(
  source: Source,
  { container, index }: Frame,
  node: Node,
  value: ManifestValue,
  style: BlockStyle,
): TextEdit | undefined {
  const item = container.items[index];
  const key = isPair(item) ? item.key : undefined;
  const dash = isPair(item) ? undefined : dashOf(container, index);
  const at = isNode(key) ? startOf(key) : dash;
  if (at === undefined) {
    return undefined;
  }
  const indent = indentationAt(source, at);
  // Whatever stands for the key or dash here, what is there stays.
  const [name, lines] = isPair(item)
    ? ['key:', blockEntry('key', value, indent, style)]
    : ['-', blockItem(value, indent, '- ', style)];
  if (startOf(node) === endOf(node) && lines.length > 1) {
    const [, ...below] = lines;
    return insertLines(source, at + 1, below, lastLineEnd(value));
  }
  const { text } = source;
  const start = isNode(key) ? text.indexOf(':', endOf(key)) + 1 : at + 1;
  const end = contentEnd(node);
  const ending = lineEndingOf(text);
  const [head, ...rest] = lines;
  const first = head.slice(indent.length + name.length);
  if (endsLine(source, node)) {
    return { start, end, text: [first, ...rest, ''].join(ending) };
  }
  // A comment behind one line stays on it, one behind several goes with them.
  const [comment] = /^[^\r\n]*/.exec(text.slice(end)) ?? [''];
  const kept = text.slice(start, end).includes('\n') ? '' : comment;
  const isLast = end + comment.length === text.length;
  const last = isLast ? lastLineEnd(value) : [];
  return {
    start,
    end: end + comment.length,
    text: [first + kept, ...rest, ...last].join(ending),
  };
}

function dashOf(container: Frame['container'], index: number) {
  return isSeq(container) ? indicatorsOf(container)[index] : undefined;
}

/** Whether a node's own text holds the end of its last line. */
function endsLine(source: Source, node: Node): boolean {
  const end = contentEnd(node);
  return end > startOf(node) && source.text[end - 1] === '\n';
}

function isLastOnLine(source: Source, offset: number): boolean {
  return /^[^\S\n]*(\n|$)/.test(source.text.slice(offset));
}
