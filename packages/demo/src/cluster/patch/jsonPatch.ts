import {
  copyOf,
  isMap,
  JsonObject,
  JsonValue,
  sameJson,
} from '../objects/json';
import { textAt } from '../objects/read';

/** An operation that cannot be performed on this document. */
export class JsonPatchError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonPatchError';
  }
}

const tokensOf = (pointer: string): string[] => {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) {
    throw new JsonPatchError(`"${pointer}" is not a JSON pointer`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'));
};

function indexIn(list: JsonValue[], token: string, limit: number): number {
  const index = /^(0|[1-9]\d*)$/.test(token) ? Number(token) : -1;
  if (index < 0 || index > limit) {
    throw new JsonPatchError(
      `index "${token}" is outside a list of ${list.length}`,
    );
  }
  return index;
}

function child(value: JsonValue, token: string, pointer: string): JsonValue {
  if (Array.isArray(value)) {
    const found = value[indexIn(value, token, value.length - 1)];
    if (found !== undefined) return found;
  } else if (isMap(value) && Object.hasOwn(value, token)) {
    const found = value[token];
    if (found !== undefined) return found;
  }
  throw new JsonPatchError(`nothing is at "${pointer}"`);
}

const read = (document: JsonValue, pointer: string): JsonValue =>
  tokensOf(pointer).reduce(
    (value, token) => child(value, token, pointer),
    document,
  );

type Leaf = (parent: JsonObject | JsonValue[], token: string) => void;

function atParent(document: JsonValue, pointer: string, leaf: Leaf) {
  const tokens = tokensOf(pointer);
  const last = tokens.pop();
  if (last === undefined) {
    throw new JsonPatchError('the whole document cannot be replaced');
  }
  const parent = tokens.reduce(
    (value, token) => child(value, token, pointer),
    document,
  );
  if (!Array.isArray(parent) && !isMap(parent)) {
    throw new JsonPatchError(`"${pointer}" lies inside a plain value`);
  }
  leaf(parent, last);
}

function add(document: JsonValue, pointer: string, value: JsonValue) {
  atParent(document, pointer, (parent, token) => {
    if (!Array.isArray(parent)) {
      parent[token] = value;
      return;
    }
    const index =
      token === '-' ? parent.length : indexIn(parent, token, parent.length);
    parent.splice(index, 0, value);
  });
}

function remove(document: JsonValue, pointer: string) {
  read(document, pointer);
  atParent(document, pointer, (parent, token) => {
    if (Array.isArray(parent)) parent.splice(Number(token), 1);
    else delete parent[token];
  });
}

function replace(document: JsonValue, pointer: string, value: JsonValue) {
  read(document, pointer);
  atParent(document, pointer, (parent, token) => {
    if (Array.isArray(parent)) parent[Number(token)] = value;
    else parent[token] = value;
  });
}

function perform(document: JsonValue, operation: JsonObject) {
  const path = textAt(operation, 'path') ?? '';
  const from = textAt(operation, 'from') ?? '';
  const value = copyOf(operation.value ?? null);
  switch (operation.op) {
    case 'add':
      return add(document, path, value);
    case 'remove':
      return remove(document, path);
    case 'replace':
      return replace(document, path, value);
    case 'copy':
      return add(document, path, copyOf(read(document, from)));
    case 'move': {
      const moved = read(document, from);
      remove(document, from);
      return add(document, path, moved);
    }
    case 'test':
      if (sameJson(read(document, path), value)) return undefined;
      throw new JsonPatchError(`the value at "${path}" is another`);
    default:
      throw new JsonPatchError(`"${String(operation.op)}" is no operation`);
  }
}

/**
 * Applies a JSON patch (RFC 6902) to a copy.
 *
 * @throws JsonPatchError where an operation does not fit or a test fails.
 */
export function jsonPatch(
  document: JsonObject,
  operations: readonly JsonObject[],
): JsonObject {
  const result = copyOf(document);
  for (const operation of operations) perform(result, operation);
  return result;
}
