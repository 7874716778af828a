import { PathView } from '../paths/followPath';
import { NOTHING, Reading } from '../yaml/reading';

/** A value of a JSON or TOML text. */
export type DataNode = DataScalar | DataList | DataMap;

export interface DataScalar {
  kind: 'scalar';
  /** The characters that it is written on. */
  start: number;
  end: number;
  /** As written: a text with its quotes. */
  raw: string;
  /** What a reader makes of it, in the form in which YAML is compared, too. */
  reading: string;
}

export interface DataList {
  kind: 'list';
  items: readonly DataNode[];
}

export interface DataMap {
  kind: 'map';
  entries: ReadonlyMap<string, { value: DataNode }>;
}

/** Scalars that are to be read as something else than what is there. */
export type Replacements = ReadonlyMap<DataScalar, string>;

/** What a reader makes of a value, with some scalars in it replaced. */
export function dataReading(
  node: DataNode | undefined,
  replacements?: Replacements,
): Reading {
  switch (node?.kind) {
    case 'map':
      return new Map(
        [...node.entries].map(([key, { value }]) => [
          key,
          dataReading(value, replacements),
        ]),
      );
    case 'list':
      return node.items.map(item => dataReading(item, replacements));
    case 'scalar':
      return replacements?.get(node) ?? node.reading;
    default:
      return NOTHING;
  }
}

/** The text that a scalar is; undefined for a number, a word or a date. */
export function dataText({ reading }: DataScalar): string | undefined {
  return reading.startsWith('s:') ? reading.slice(2) : undefined;
}

/** How paths are followed in JSON and TOML. */
export const DATA_VIEW: PathView<DataNode> = {
  itemsOf: node => (node.kind === 'list' ? node.items : undefined),
  entryOf: (node, key) =>
    node.kind === 'map' ? node.entries.get(key)?.value : undefined,
  textOf: node => (node.kind === 'scalar' ? dataText(node) : undefined),
};
