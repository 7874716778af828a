import { Document, isMap, isNode, isSeq, YAMLMap, YAMLSeq } from 'yaml';
import { columnOf, indicatorsOf } from './position';
import { Source, startOf } from './source';

/** How far block collections are indented. */
export interface BlockStyle {
  /** Columns by which a map's keys stand right of the key it belongs to. */
  step: number;
  /** Columns by which a list's dashes stand right of the key it belongs to. */
  listIndent: number;
}

/** What kustomize and kubectl write themselves. */
export const DEFAULT_STYLE: BlockStyle = { step: 2, listIndent: 0 };

/** The style of a document, told by its first nested map and list. */
export function styleOf(source: Source, document: Document): BlockStyle {
  const found: Partial<BlockStyle> = {};
  collect(source, document.contents, found);
  return { ...DEFAULT_STYLE, ...found };
}

function collect(
  source: Source,
  node: unknown,
  found: Partial<BlockStyle>,
): void {
  if (isSeq(node)) {
    for (const item of node.items) {
      collect(source, item, found);
    }
  }
  if (!isMap(node) || node.flow) {
    return;
  }
  for (const { key, value } of node.items) {
    const isBlock = (isMap(value) || isSeq(value)) && !value.flow;
    if (isNode(key) && isBlock) {
      measure(source, columnOf(source, startOf(key)), value, found);
      collect(source, value, found);
    }
  }
}

function measure(
  source: Source,
  column: number,
  value: YAMLMap | YAMLSeq,
  found: Partial<BlockStyle>,
): void {
  const [first] = value.items;
  if (isSeq(value)) {
    const [indicator] = indicatorsOf(value);
    if (indicator !== undefined) {
      found.listIndent ??= columnOf(source, indicator) - column;
    }
  } else if (first) {
    found.step ??= columnOf(source, startOf(value)) - column;
  }
}
