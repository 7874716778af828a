import {
  Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import {
  blockEntry,
  blockItem,
  flowEntry,
  flowValue,
  isScalarValue,
  lastLineEnd,
  ManifestValue,
  Quoting,
} from './content';
import {
  contentEnd,
  contentStart,
  indentationAt,
  indicatorsOf,
} from './position';
import { endOf, Source, startOf } from './source';
import { BlockStyle, DEFAULT_STYLE } from './style';
import { lineEndingOf, TextEdit } from './textEdits';
import { pairOf } from './yamlPath';

/**
 * Sets a value that is not there yet, creating only the keys that are missing.
 * Undefined where something else than a map stands in the way.
 */
export function insertAtPath(
  source: Source,
  document: Document.Parsed | undefined,
  keys: string[],
  content: ManifestValue,
): TextEdit | undefined {
  const root = document?.contents;
  const [key, ...rest] = keys;
  if (key === undefined) {
    return undefined;
  }
  if (!root || isEmpty(root)) {
    const lines = blockEntry(key, nest(rest, content), '');
    return insertLines(source, endOfDocument(source, document), lines);
  }
  return isMap(root)
    ? insertBelow(source, root, keys, content, document)
    : undefined;
}

function insertBelow(
  source: Source,
  map: YAMLMap,
  keys: string[],
  content: ManifestValue,
  document: Document.Parsed,
): TextEdit | undefined {
  const [key, ...rest] = keys;
  const pair = pairOf(map, key);
  if (!pair) {
    return insertPair(source, map, key, nest(rest, content), document);
  }
  const value = pair.value;
  if (isMap(value) && rest.length > 0) {
    return insertBelow(source, value, rest, content, document);
  }
  return isNothing(value) && isNode(pair.key)
    ? fillValue(source, map, startOf(pair.key), value, nest(rest, content))
    : undefined;
}

/** Gives a key without a value one. */
function fillValue(
  source: Source,
  map: YAMLMap,
  keyStart: number,
  value: unknown,
  content: ManifestValue,
): TextEdit | undefined {
  if (!isNode(value)) {
    return undefined;
  }
  const quoting = quotingOf(source, map);
  if (!isEmpty(value) || map.flow || isScalarValue(content)) {
    const gap = source.text[startOf(value) - 1] === ':' ? ' ' : '';
    const text = gap + flowValue(content, quoting);
    return { start: startOf(value), end: endOf(value), text };
  }
  const indent = indentationAt(source, keyStart);
  // Written as the entry of a key, to leave the key's own line out.
  const [, ...lines] = blockEntry('key', content, indent);
  return insertLines(source, endOf(value), lines);
}

/** Adds a pair after the last one of a map, in the map's own style. */
export function insertPair(
  source: Source,
  map: YAMLMap,
  key: string,
  content: ManifestValue,
  document: Document.Parsed,
  style: BlockStyle = DEFAULT_STYLE,
): TextEdit | undefined {
  if (map.flow) {
    const entry = flowEntry(key, content, quotingOf(source, map));
    return insertIntoFlow(source, map, entry);
  }
  const first = map.items[0]?.key;
  if (!isNode(first)) {
    return undefined;
  }
  const indent = indentationAt(source, startOf(first));
  const at =
    map === document.contents
      ? endOfDocument(source, document)
      : contentEnd(map);
  return insertLines(
    source,
    at,
    blockEntry(key, content, indent, style),
    lastLineEnd(content),
  );
}

/** Adds an item after the last one of a list, in the list's own style. */
export function appendItem(
  source: Source,
  list: YAMLSeq,
  content: ManifestValue,
  style: BlockStyle = DEFAULT_STYLE,
): TextEdit | undefined {
  if (list.flow) {
    const entry = flowValue(content, quotingOf(source, list));
    return insertIntoFlow(source, list, entry);
  }
  const last = list.items.at(-1);
  const indicator = indicatorsOf(list).at(-1);
  if (indicator === undefined || !isNode(last)) {
    return undefined;
  }
  const indent = indentationAt(source, indicator);
  const between = source.text.slice(indicator, contentStart(last));
  const dash = /^- +$/.test(between) ? between : '- ';
  const lines = blockItem(content, indent, dash, style);
  return insertLines(source, contentEnd(list), lines, lastLineEnd(content));
}

function insertIntoFlow(
  source: Source,
  collection: YAMLMap | YAMLSeq,
  entry: string,
): TextEdit {
  const last = collection.items.at(-1);
  if (last === undefined) {
    const at = startOf(collection) + 1;
    return { start: at, end: at, text: entry };
  }
  const end = contentEnd(last);
  const close = endOf(collection) - 1;
  const comma = /^\s*,/.exec(source.text.slice(end, close));
  const start = contentStart(last);
  const lineStart = source.text.lastIndexOf('\n', start - 1) + 1;
  const before = source.text.slice(lineStart, start);
  const gap =
    /^\s*$/.test(before) && lineStart > startOf(collection)
      ? lineEndingOf(source.text) + before
      : ' ';
  return comma
    ? insertion(end + comma[0].length, `${gap}${entry},`)
    : insertion(end, `,${gap}${entry}`);
}

/**
 * Puts whole lines after the line that `offset` stands on; at the end of a file
 * without a last line end, those of `last` follow.
 */
export function insertLines(
  source: Source,
  offset: number,
  lines: string[],
  last: string[] = [],
): TextEdit {
  const { text } = source;
  const ending = lineEndingOf(text);
  const isLineStart =
    offset === 0 || text[offset - 1] === '\n' || text[offset - 1] === '\uFEFF';
  if (isLineStart) {
    return insertion(offset, lines.map(line => line + ending).join(''));
  }
  const newline = text.indexOf('\n', offset);
  return newline === -1
    ? insertion(
        text.length,
        [...lines, ...last].map(line => ending + line).join(''),
      )
    : insertion(newline + 1, lines.map(line => line + ending).join(''));
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

const DOCUMENT_MARKER = /^(---|\.\.\.)(?=\s|$)/gm;

/** Where a document's lines end: the end of the text, or the next marker. */
function endOfDocument(
  source: Source,
  document: Document.Parsed | undefined,
): number {
  const { contents } = document ?? {};
  const isOnly = source.documents.length <= 1;
  const from = contents && !isEmpty(contents) ? contentEnd(contents) : 0;
  const markers = [...source.text.slice(from).matchAll(DOCUMENT_MARKER)];
  const marker = markers.find(
    // Before an empty document stands the marker that opens it.
    ([found]) => from > 0 || !isOnly || found === '...',
  );
  return marker ? from + marker.index : source.text.length;
}

/** How strings are to look beside those of a collection. */
export function quotingOf(
  source: Source,
  collection: YAMLMap | YAMLSeq,
): Quoting {
  const [first] = collection.items;
  const key = isPair(first) ? first.key : undefined;
  const isQuoted = isScalar(key) && key.type === 'QUOTE_DOUBLE';
  return isQuoted || source.path.endsWith('.json') ? 'json' : 'plain';
}

/** A value of which nothing is written. */
function isEmpty(node: unknown): boolean {
  return isScalar(node) && startOf(node) === endOf(node);
}

/** A null, written or not. */
export function isNothing(node: unknown): boolean {
  return (
    isEmpty(node) ||
    (isScalar(node) &&
      node.type === 'PLAIN' &&
      /^(~|null)$/i.test(String(node.value)))
  );
}

function nest(keys: string[], content: ManifestValue): ManifestValue {
  return keys.reduceRight<ManifestValue>(
    (inner, key) => ({ [key]: inner }),
    content,
  );
}
