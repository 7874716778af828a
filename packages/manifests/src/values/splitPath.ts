/** A part of a path: the key of a map or the index of a list, or surely a key. */
export interface PathPart {
  kind: 'any' | 'key';
  text: string;
}

export type SplitPath =
  | { status: 'split'; parts: PathPart[] }
  | { status: 'invalid'; reason: string };

/**
 * Splits a path such as `a.b.0` at its dots. A backslash takes the meaning from
 * a dot, a colon or another backslash; a colon at the beginning of a part says
 * that it is a key, even if it looks like an index. The syntax is that of
 * Kargo's `yaml-update`, `json-update` and `toml-update`, after
 * https://github.com/tidwall/sjson#path-syntax.
 */
export function splitPath(path: string): SplitPath {
  const parts: PathPart[] = [{ kind: 'any', text: '' }];
  let isEscaped = false;
  for (const character of path.trim()) {
    const part = parts[parts.length - 1];
    if (isEscaped) {
      if (/[\p{L}\p{N}]/u.test(character)) {
        return invalid(`a backslash stands before '${character}'`);
      }
      part.text += character;
      isEscaped = false;
    } else if (character === '\\') {
      isEscaped = true;
    } else if (character === '.') {
      parts.push({ kind: 'any', text: '' });
    } else if (character !== ':') {
      part.text += character;
    } else if (part.text === '' && part.kind === 'any') {
      part.kind = 'key';
    } else {
      return invalid(`write a colon inside of '${part.text}' as '\\:'`);
    }
  }
  if (isEscaped) {
    return invalid('it ends with a backslash');
  }
  return parts.some(({ text }) => text === '')
    ? invalid(path.trim() === '' ? 'it is empty' : 'a part of it is empty')
    : { status: 'split', parts };
}

function invalid(reason: string): SplitPath {
  return { status: 'invalid', reason: `the path cannot be read: ${reason}` };
}

/** What a part says about a list: an item by its index, or one to append. */
export type ListPlace =
  | { kind: 'item'; index: number }
  | { kind: 'append' }
  | { kind: 'none'; reason: string };

/** `0` is an index and `-1` appends; `[0]` and `[-1]` are the same. */
export function listPlace({ kind, text }: PathPart): ListPlace {
  const [, bracketed] = /^\[(.*)\]$/.exec(text) ?? [];
  const number = bracketed ?? text;
  if (kind === 'key' || !/^-?\d+$/.test(number)) {
    return { kind: 'none', reason: `'${text}' is not the index of an item` };
  }
  const index = Number(number);
  if (index < -1) {
    return { kind: 'none', reason: `an index is not negative, as ${index} is` };
  }
  return index === -1 ? { kind: 'append' } : { kind: 'item', index };
}
