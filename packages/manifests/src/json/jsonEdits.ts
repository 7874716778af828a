import { flowEntry, flowValue, ManifestValue } from '../yaml/content';
import { doubleQuoted } from '../yaml/scalars';
import { TextEdit } from '../yaml/textEdits';
import { JsonList, JsonMap, JsonNode } from './parseJson';

/** Puts another value in the place of one. */
export function replaceNode(
  { start, end }: JsonNode,
  value: ManifestValue,
): TextEdit {
  return { start, end, text: flowValue(value, 'json') };
}

/** Adds an entry behind the last one of a map, spaced as that is. */
export function addEntry(
  text: string,
  map: JsonMap,
  key: string,
  value: ManifestValue,
): TextEdit {
  const last = [...map.entries.values()].at(-1);
  if (!last) {
    return insertion(map.start + 1, flowEntry(key, value, 'json'));
  }
  const colon = text.slice(last.keyEnd, last.value.start);
  const isTight = map.entries.size === 1 && /\s$/.test(colon);
  const gap = blankBefore(text, last.keyStart) || (isTight ? ' ' : '');
  return insertion(
    last.value.end,
    `,${gap}${doubleQuoted(key)}${colon}${flowValue(value, 'json')}`,
  );
}

/** Adds items behind the last one of a list, spaced as that is. */
export function addItems(
  text: string,
  list: JsonList,
  values: ManifestValue[],
): TextEdit {
  const written = values.map(value => flowValue(value, 'json'));
  const last = list.items.at(-1);
  if (!last) {
    return insertion(list.start + 1, written.join(', '));
  }
  const isTight = list.items.length > 1;
  const gap = blankBefore(text, last.start) || (isTight ? '' : ' ');
  return insertion(last.end, written.map(item => `,${gap}${item}`).join(''));
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** The blank space before an offset, no more than one line of it. */
function blankBefore(text: string, offset: number): string {
  const start = text.slice(0, offset).trimEnd().length;
  const blank = text.slice(start, offset).replace('\uFEFF', '');
  return /\r?\n[^\n]*$/.exec(blank)?.[0] ?? blank;
}
