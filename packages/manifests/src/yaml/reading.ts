import { Document, isMap, isScalar, isSeq, Node } from 'yaml';
import { isScalarValue, ManifestValue } from './content';
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
