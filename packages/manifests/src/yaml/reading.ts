import { Document, isAlias, isMap, isScalar, isSeq, Node } from 'yaml';
import { isScalarValue, ManifestValue, ScalarValue } from './content';
import { isTyped } from './scalars';
import { resolve, Source } from './source';

/**
 * What a reader makes of a value, aliases and merge keys followed: two that are
 * equal mean the same. A scalar is `s:` and its text where it is a text, `p:`
 * and what is written where it is a number or a word, `t:` with an own tag.
 */
export type Reading = string | Reading[] | Map<string, Reading>;

/** A plain null, or nothing at all. */
export const NOTHING: Reading = 'p:null';

/** The readings of all documents of a file. */
export function readingsOf(source: Source): Reading[] {
  return source.documents.map(document =>
    readNode(document.contents, document),
  );
}

function readNode(node: unknown, document: Document): Reading {
  const found = resolve(node, document);
  if (isScalar(found)) {
    return readScalar(found);
  }
  if (isSeq(found)) {
    return tagged(
      found,
      found.items.map(item => readNode(item, document)),
    );
  }
  if (!isMap(found)) {
    return NOTHING;
  }
  const own = new Map<string, Reading>();
  const merged: Reading[] = [];
  for (const { key, value } of found.items) {
    const name = nameOf(key, document);
    const reading = readNode(value, document);
    if (name === '<<') {
      merged.push(...(Array.isArray(reading) ? reading : [reading]));
    } else {
      own.set(name, reading);
    }
  }
  for (const source of merged) {
    for (const [name, value] of source instanceof Map ? source : []) {
      if (!own.has(name)) {
        own.set(name, value);
      }
    }
  }
  return tagged(found, own);
}

/**
 * The readings as written: an alias reads as itself, and a merge key is a key.
 * What stands behind an alias is then read once, at its anchor.
 */
export function writtenReadingsOf(source: Source): Reading[] {
  return source.documents.map(({ contents }) => readWritten(contents));
}

function readWritten(node: unknown): Reading {
  if (isAlias(node)) {
    return `a:${node.source}`;
  }
  if (isScalar(node)) {
    return readScalar(node);
  }
  if (isSeq(node)) {
    return tagged(node, node.items.map(readWritten));
  }
  if (!isMap(node)) {
    return NOTHING;
  }
  const own = new Map<string, Reading>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value ?? '') : readWritten(key);
    // A merge key may be there twice.
    const isTwice = own.has(String(name));
    own.set(isTwice ? `${name} ${own.size}` : String(name), readWritten(value));
  }
  return tagged(node, own);
}

function nameOf(key: unknown, document: Document): string {
  const found = resolve(key, document);
  return isScalar(found) ? String(found.value ?? '') : '';
}

function readScalar(node: Node & { value: unknown; type?: string }): Reading {
  const text = String(node.value ?? '');
  if (node.tag !== undefined && !node.tag.endsWith(':str')) {
    return `t:${node.tag} ${text}`;
  }
  if (node.type !== 'PLAIN' || node.tag !== undefined || !isTyped(text)) {
    return `s:${text}`;
  }
  return /^(|~|null)$/i.test(text) ? NOTHING : `p:${text}`;
}

/** A collection with a tag of its own is something else than one without. */
function tagged(
  { tag }: Node & { tag?: string },
  reading: Reading[] | Map<string, Reading>,
): Reading {
  return tag === undefined || /:(map|seq)$/.test(tag)
    ? reading
    : [`t:${tag}`, reading];
}

/** The reading of a value that is to be written. */
export function readingOf(value: ManifestValue): Reading {
  if (Array.isArray(value)) {
    return value.map(readingOf);
  }
  if (!isScalarValue(value)) {
    return new Map(
      Object.entries(value).map(([key, inner]) => [key, readingOf(inner)]),
    );
  }
  return scalarReading(value);
}

/** The reading of a scalar that is to be written. */
export function scalarReading(value: ScalarValue): string {
  return typeof value === 'string' ? `s:${value}` : `p:${value}`;
}

/** Whether two readings mean the same; the order of keys means nothing. */
export function isSameReading(
  a: Reading | undefined,
  b: Reading | undefined,
): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length &&
      a.every((item, index) => isSameReading(item, b[index]))
    );
  }
  if (a instanceof Map && b instanceof Map) {
    return (
      a.size === b.size &&
      [...a].every(([key, value]) => isSameReading(value, b.get(key)))
    );
  }
  return a === b;
}
