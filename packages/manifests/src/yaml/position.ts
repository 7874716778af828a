import { isCollection, isNode, isPair, YAMLSeq } from 'yaml';
import { endOf, Source, startOf } from './source';

/** Where the line of an offset begins, a byte order mark left out. */
export function lineStartOf(source: Source, offset: number): number {
  const start = source.text.lastIndexOf('\n', offset - 1) + 1;
  return source.text[start] === '\uFEFF' ? start + 1 : start;
}

/** The column, from 0, on which an offset stands. */
export function columnOf(source: Source, offset: number): number {
  return offset - lineStartOf(source, offset);
}

/** Blanks up to the column of an offset. */
export function indentationAt(source: Source, offset: number): string {
  return ' '.repeat(columnOf(source, offset));
}

/** Where the dashes of a block list stand. */
export function indicatorsOf(list: YAMLSeq): number[] {
  const token = list.srcToken;
  return token?.type === 'block-seq'
    ? token.items.flatMap(
        ({ start }) =>
          start.find(({ type }) => type === 'seq-item-ind')?.offset ?? [],
      )
    : [];
}

/** Where the last character of a node's content stands, comments left out. */
export function contentEnd(node: unknown): number {
  if (isPair(node)) {
    return isNode(node.value) ? contentEnd(node.value) : contentEnd(node.key);
  }
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    return contentEnd(node.items.at(-1));
  }
  return isNode(node) ? endOf(node) : 0;
}

/** Where a node's content begins. */
export function contentStart(node: unknown): number {
  if (isPair(node)) {
    return contentStart(node.key);
  }
  return isNode(node) ? startOf(node) : 0;
}
