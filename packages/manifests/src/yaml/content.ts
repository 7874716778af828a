import { encodeScalar } from './scalars';

/** What is written where nothing was: texts, and maps and lists of them. */
export type Content = string | Content[] | { [key: string]: Content };

/** How strings look in the file: JSON wants quotes everywhere. */
export type Quoting = 'json' | 'plain';

/** Lines of a block map entry `key: content`, indented by `indent`. */
export function blockEntry(
  key: string,
  content: Content,
  indent: string,
): string[] {
  const name = `${indent}${encodeScalar(key, 'PLAIN')}:`;
  if (typeof content === 'string') {
    return [`${name} ${encodeScalar(content, 'PLAIN')}`];
  }
  if (Array.isArray(content)) {
    return [name, ...content.flatMap(item => blockItem(item, indent, '- '))];
  }
  return [name, ...blockEntries(content, `${indent}  `)];
}

function blockEntries(
  content: { [key: string]: Content },
  indent: string,
): string[] {
  return Object.entries(content).flatMap(([key, value]) =>
    blockEntry(key, value, indent),
  );
}

/** Lines of a block list item; `dash` is `-` with the space that follows it. */
export function blockItem(
  content: Content,
  indent: string,
  dash: string,
): string[] {
  if (typeof content === 'string') {
    return [`${indent}${dash}${encodeScalar(content, 'PLAIN')}`];
  }
  const inner = indent + ' '.repeat(dash.length);
  const lines = Array.isArray(content)
    ? content.flatMap(item => blockItem(item, inner, '- '))
    : blockEntries(content, inner);
  const [first = `${inner}{}`, ...rest] = lines;
  return [`${indent}${dash}${first.slice(inner.length)}`, ...rest];
}

/** `content` as a flow value, such as `{name: app, newTag: v2}`. */
export function flowValue(content: Content, quoting: Quoting): string {
  if (typeof content === 'string') {
    return flowString(content, quoting);
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
  content: Content,
  quoting: Quoting,
): string {
  return `${flowString(key, quoting)}: ${flowValue(content, quoting)}`;
}

function flowString(text: string, quoting: Quoting): string {
  return encodeScalar(text, quoting === 'json' ? 'QUOTE_DOUBLE' : 'PLAIN');
}
