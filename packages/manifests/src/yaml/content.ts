import { isLiteralText, literalLines } from './literal';
import { encodeScalar } from './scalars';
import { BlockStyle, DEFAULT_STYLE } from './style';

/**
 * What is written where nothing was: JSON, in which integers of any size are
 * exact.
 *
 * @public
 */
export type ManifestValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | ManifestValue[]
  | { [key: string]: ManifestValue };

/** How strings look in the file: JSON wants quotes everywhere. */
export type Quoting = 'json' | 'plain';

/**
 * A value without parts.
 *
 * @public
 */
export type ScalarValue = Exclude<ManifestValue, object> | null;

/** Whether a value has no parts. */
export function isScalarValue(value: ManifestValue): value is ScalarValue {
  return typeof value !== 'object' || value === null;
}

/** Lines of a block map entry `key: content`, indented by `indent`. */
export function blockEntry(
  key: string,
  content: ManifestValue,
  indent: string,
  style: BlockStyle = DEFAULT_STYLE,
): string[] {
  const name = `${indent}${encodeScalar(key, 'PLAIN')}:`;
  const inner = indent + ' '.repeat(style.step);
  if (typeof content === 'string' && isLiteralText(content)) {
    const [header, ...lines] = literalLines(content, inner);
    return [`${name} ${header}`, ...lines];
  }
  if (isScalarValue(content) || isEmpty(content)) {
    return [`${name} ${flowValue(content, 'plain')}`];
  }
  if (Array.isArray(content)) {
    const at = indent + ' '.repeat(style.listIndent);
    return [name, ...content.flatMap(item => blockItem(item, at, '- ', style))];
  }
  return [name, ...blockEntries(content, inner, style)];
}

/** Lines of a block map's entries. */
export function blockEntries(
  content: { [key: string]: ManifestValue },
  indent: string,
  style: BlockStyle = DEFAULT_STYLE,
): string[] {
  return Object.entries(content).flatMap(([key, value]) =>
    blockEntry(key, value, indent, style),
  );
}

/** Lines of a block list item; `dash` is `-` with the space that follows it. */
export function blockItem(
  content: ManifestValue,
  indent: string,
  dash: string,
  style: BlockStyle = DEFAULT_STYLE,
): string[] {
  const inner = indent + ' '.repeat(dash.length);
  if (typeof content === 'string' && isLiteralText(content)) {
    const [header, ...lines] = literalLines(content, inner);
    return [`${indent}${dash}${header}`, ...lines];
  }
  if (isScalarValue(content) || isEmpty(content)) {
    return [`${indent}${dash}${flowValue(content, 'plain')}`];
  }
  const [first, ...rest] = Array.isArray(content)
    ? content.flatMap(item => blockItem(item, inner, '- ', style))
    : blockEntries(content, inner, style);
  return [`${indent}${dash}${first.slice(inner.length)}`, ...rest];
}

function isEmpty(content: Exclude<ManifestValue, ScalarValue>): boolean {
  return Object.keys(content).length === 0;
}

/**
 * Lines to put behind a content that ends a file: a text whose last line ends
 * needs that end to be written, even in a file that has none.
 */
export function lastLineEnd(content: ManifestValue): string[] {
  if (isScalarValue(content)) {
    const isEnded = typeof content === 'string' && content.endsWith('\n');
    return isEnded && isLiteralText(content) ? [''] : [];
  }
  const last = Object.values(content).at(-1);
  return last === undefined ? [] : lastLineEnd(last);
}

/** `content` as a flow value, such as `{name: app, newTag: v2}`. */
export function flowValue(content: ManifestValue, quoting: Quoting): string {
  if (typeof content === 'string') {
    return flowString(content, quoting);
  }
  if (typeof content !== 'object' || content === null) {
    return String(content);
  }
  if (Array.isArray(content)) {
    return `[${content.map(item => flowValue(item, quoting)).join(', ')}]`;
  }
  const entries = Object.entries(content).map(([key, value]) =>
    flowEntry(key, value, quoting),
  );
  return `{${entries.join(', ')}}`;
}

/** `key: content` inside a flow map. */
export function flowEntry(
  key: string,
  content: ManifestValue,
  quoting: Quoting,
): string {
  return `${flowString(key, quoting)}: ${flowValue(content, quoting)}`;
}

function flowString(text: string, quoting: Quoting): string {
  return encodeScalar(text, quoting === 'json' ? 'QUOTE_DOUBLE' : 'PLAIN');
}
