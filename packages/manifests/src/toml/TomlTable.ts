import { DataList, DataMap, DataNode } from '../data/DataNode';

/**
 * How a table came to be, which says who may add to it: a header of its own, the
 * header of a table in it, a key with dots, or braces.
 */
type Origin = 'header' | 'deeperHeader' | 'dottedKey' | 'inline';

export interface TomlTable extends DataMap {
  entries: Map<string, { value: DataNode }>;
  origin: Origin;
}

/** A list of tables that have headers in double brackets. */
interface TomlTables extends DataList {
  items: TomlTable[];
}

export function newTable(origin: Origin): TomlTable {
  return { kind: 'map', entries: new Map(), origin };
}

/** The table of a header `[a.b]`; undefined where it is there already. */
export function addTable(
  root: TomlTable,
  keys: readonly string[],
): TomlTable | undefined {
  const [parent, key] = holderOf(root, keys, 'deeperHeader');
  const known = parent?.entries.get(key)?.value;
  if (known && isTable(known) && known.origin === 'deeperHeader') {
    known.origin = 'header';
    return known;
  }
  return known ? undefined : put(parent, key, newTable('header'));
}

/** The table of a header `[[a.b]]`, behind others of the same header. */
export function addItem(
  root: TomlTable,
  keys: readonly string[],
): TomlTable | undefined {
  const [parent, key] = holderOf(root, keys, 'deeperHeader');
  const known = parent?.entries.get(key)?.value;
  const item = newTable('header');
  if (!known) {
    const tables: TomlTables = { kind: 'list', items: [item] };
    return put(parent, key, tables) && item;
  }
  if (!isTables(known)) {
    return undefined;
  }
  known.items.push(item);
  return item;
}

/** Puts a value at a key `a.b` of a table; undefined where one is there. */
export function addValue(
  table: TomlTable,
  keys: readonly string[],
  value: DataNode,
): DataNode | undefined {
  const [parent, key] = holderOf(table, keys, 'dottedKey');
  return parent?.entries.has(key) ? undefined : put(parent, key, value);
}

/** The table that holds the last of some keys, those on the way made. */
function holderOf(
  table: TomlTable,
  keys: readonly string[],
  origin: 'deeperHeader' | 'dottedKey',
): [TomlTable | undefined, string] {
  let at: TomlTable | undefined = table;
  for (const key of keys.slice(0, -1)) {
    const known: DataNode | undefined = at?.entries.get(key)?.value;
    at = known ? openTable(known, origin) : put(at, key, newTable(origin));
  }
  return [at, keys[keys.length - 1]];
}

/** A table to go into: a key with dots leads into those of such keys alone. */
function openTable(
  node: DataNode,
  origin: 'deeperHeader' | 'dottedKey',
): TomlTable | undefined {
  const table = isTables(node) ? node.items.at(-1) : node;
  if (!table || !isTable(table) || table.origin === 'inline') {
    return undefined;
  }
  return origin === 'deeperHeader' || table.origin === origin
    ? table
    : undefined;
}

function put<T extends DataNode>(
  table: TomlTable | undefined,
  key: string,
  value: T,
): T | undefined {
  table?.entries.set(key, { value });
  return table && value;
}

function isTable(node: DataNode): node is TomlTable {
  return node.kind === 'map' && 'origin' in node;
}

/** The first table of a list says it: those in braces stand in a list of values. */
function isTables(node: DataNode): node is TomlTables {
  const [first] = node.kind === 'list' ? node.items : [];
  return first !== undefined && isTable(first) && first.origin === 'header';
}
