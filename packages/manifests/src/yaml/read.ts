import { Document, isMap, isScalar, isSeq, Node, YAMLMap } from 'yaml';
import { resolve } from './source';
import { pairOf } from './yamlPath';

/** A node together with the document that its aliases are resolved in. */
export interface Located<T extends Node = Node> {
  node: T;
  document: Document.Parsed;
}

/** The value of a key, aliases and merge keys followed. */
export function valueAt(
  map: Located<YAMLMap>,
  key: string,
): Located | undefined {
  return lookUp(map, key, new Set());
}

function lookUp(
  { node: map, document }: Located<YAMLMap>,
  key: string,
  visited: Set<Node>,
): Located | undefined {
  if (visited.has(map)) {
    return undefined;
  }
  visited.add(map);
  const own = pairOf(map, key);
  const value = own && resolve(own.value, document);
  if (own) {
    return value && { node: value, document };
  }
  const merged = resolve(pairOf(map, '<<')?.value, document);
  const sources = isSeq(merged) ? merged.items : [merged];
  for (const item of sources) {
    const source = resolve(item, document);
    const found =
      isMap(source) && lookUp({ node: source, document }, key, visited);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** The keys of a map, those of its merge keys included. */
export function keysOf(map: Located<YAMLMap>): string[] {
  const keys = new Set<string>();
  collectKeys(map, keys, new Set());
  return [...keys];
}

function collectKeys(
  { node: map, document }: Located<YAMLMap>,
  keys: Set<string>,
  visited: Set<Node>,
): void {
  if (visited.has(map)) {
    return;
  }
  visited.add(map);
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name !== undefined && name !== '<<') {
      keys.add(name);
    } else if (name === '<<') {
      const merged = resolve(value, document);
      for (const item of isSeq(merged) ? merged.items : [merged]) {
        const source = resolve(item, document);
        if (isMap(source)) {
          collectKeys({ node: source, document }, keys, visited);
        }
      }
    }
  }
}

/** A map's text under a key; a plain null is no text. */
export function textAt(map: Located<YAMLMap>, key: string): string | undefined {
  const value = valueAt(map, key)?.node;
  return isScalar(value) ? textOf(value) : undefined;
}

export function textOf(scalar: Node | undefined): string | undefined {
  if (!isScalar(scalar)) {
    return undefined;
  }
  const text = String(scalar.value ?? '');
  const isNull = scalar.type === 'PLAIN' && /^(|~|null)$/i.test(text);
  return isNull ? undefined : text;
}

/** The items of a list under a key, aliases followed. */
export function itemsAt(map: Located<YAMLMap>, key: string): Located[] {
  const list = valueAt(map, key);
  if (!isSeq(list?.node)) {
    return [];
  }
  const { document } = list;
  return list.node.items.flatMap(item => {
    const node = resolve(item, document);
    return node ? [{ node, document }] : [];
  });
}

export function isMapAt(
  located: Located | undefined,
): located is Located<YAMLMap> {
  return isMap(located?.node);
}

/** The maps among the items of a list under a key. */
export function mapsAt(map: Located<YAMLMap>, key: string): Located<YAMLMap>[] {
  return itemsAt(map, key).filter(isMapAt);
}

/** The texts among the items of a list under a key. */
export function textsAt(map: Located<YAMLMap>, key: string): string[] {
  return itemsAt(map, key).flatMap(({ node }) => textOf(node) ?? []);
}

/** The map that a document is, if it is one. */
export function rootOf(
  document: Document.Parsed | undefined,
): Located<YAMLMap> | undefined {
  const node = document && resolve(document.contents, document);
  return document && isMap(node) ? { node, document } : undefined;
}
