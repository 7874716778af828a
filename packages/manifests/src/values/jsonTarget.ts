import { Step } from '../fields/locate';
import { addEntry, addItems, replaceNode } from '../json/jsonEdits';
import { JsonNode } from '../json/parseJson';
import { ManifestValue } from '../yaml/content';
import { TextEdit } from '../yaml/textEdits';
import { listPlace, PathPart } from './splitPath';
import { IN_THE_WAY } from './Target';

/** What is written into a JSON text, and what stands where then. */
export type JsonTarget =
  | {
      status: 'found';
      edit: TextEdit;
      writes: Array<{ at: Step[]; value: ManifestValue }>;
    }
  | { status: 'refused'; reason: string };

/** Most items of null that are put before one behind the end of a list. */
const MAX_FILLING = 100;

/**
 * Where a path leads in a JSON text. What is missing is made; a scalar that
 * stands in the way gives way.
 */
export function jsonTarget(
  text: string,
  root: JsonNode | undefined,
  parts: readonly PathPart[],
  value: ManifestValue,
): JsonTarget {
  if (parts.some(isFarIndex)) {
    return refused(
      `an index is more than ${MAX_FILLING}, and no item is there`,
    );
  }
  if (!root) {
    const content = nestInParts(parts, value);
    const node = { kind: 'list' as const, items: [], ...endOf(text) };
    return found(replaceNode(node, content), [], content);
  }
  let node = root;
  const at: Step[] = [];
  for (const [depth, part] of parts.entries()) {
    const below = nestInParts(parts.slice(depth + 1), value);
    if (node.kind === 'map') {
      const entry = node.entries.get(part.text);
      at.push(part.text);
      if (!entry) {
        return found(addEntry(text, node, part.text, below), at, below);
      }
      node = entry.value;
    } else if (node.kind === 'list') {
      const place = listPlace(part);
      if (place.kind === 'none') {
        return refused(place.reason);
      }
      const count = node.items.length;
      const index = place.kind === 'append' ? count : place.index;
      if (index >= count) {
        const filling = new Array<null>(index - count).fill(null);
        const writes = [...filling, below].map((item, behind) => ({
          at: [...at, count + behind],
          value: item,
        }));
        const edit = addItems(text, node, [...filling, below]);
        return { status: 'found', edit, writes };
      }
      at.push(index);
      node = node.items[index];
    } else {
      const content = nestInParts(parts.slice(depth), value);
      return at.length === 0
        ? refused(IN_THE_WAY)
        : found(replaceNode(node, content), at, content);
    }
  }
  return found(replaceNode(node, value), at, value);
}

/** A value inside of the maps and lists that are missing on its way. */
function nestInParts(
  parts: readonly PathPart[],
  value: ManifestValue,
): ManifestValue {
  return parts.reduceRight<ManifestValue>((inner, part) => {
    if (!isIndex(part)) {
      return { [part.text]: inner };
    }
    const index = Math.max(0, Number(part.text));
    return [...new Array<null>(index).fill(null), inner];
  }, value);
}

function isIndex({ kind, text }: PathPart): boolean {
  return kind === 'any' && /^(\d+|-1)$/.test(text);
}

function isFarIndex(part: PathPart): boolean {
  return isIndex(part) && Number(part.text) > MAX_FILLING;
}

function found(edit: TextEdit, at: Step[], value: ManifestValue): JsonTarget {
  return { status: 'found', edit, writes: [{ at, value }] };
}

function refused(reason: string): JsonTarget {
  return { status: 'refused', reason };
}

function endOf(text: string): { start: number; end: number } {
  return { start: text.length, end: text.length };
}
