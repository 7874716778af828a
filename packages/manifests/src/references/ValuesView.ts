import { isMap, isScalar, isSeq, Scalar, YAMLMap } from 'yaml';
import { keysOf, Located, textOf, valueAt } from '../yaml/read';
import { resolve, Source } from '../yaml/source';

/** Values of one file, as one layer of those that Helm merges. */
export interface ValuesLayer {
  source: Source;
  root: Located<YAMLMap>;
  /** Keys below which the whole file stands, as for a dependency's. */
  prefix: string[];
}

/** A scalar with the layer it is written in. */
export interface WrittenValue {
  source: Source;
  node: Scalar;
  text: string;
}

type LayerMap = { layer: ValuesLayer; map: Located<YAMLMap> };

/** A map of merged values: higher layers win key by key, lists replace. */
export class ValuesView {
  private constructor(
    /** Where the map stands among the values. */
    readonly keys: string[],
    /** Whether it stands in a list, which no other layer can reach into. */
    readonly place: 'inMaps' | 'inList',
    private readonly layers: ValuesLayer[],
    private readonly maps: LayerMap[],
  ) {}

  /** The root of merged layers, which come lowest first. */
  static merge(layers: ValuesLayer[]): ValuesView {
    const maps = layers
      .filter(({ prefix }) => prefix.length === 0)
      .map(layer => ({ layer, map: layer.root }));
    return new ValuesView([], 'inMaps', layers, maps);
  }

  names(): string[] {
    const depth = this.keys.length;
    const prefixes = this.layers
      .filter(
        ({ prefix }) => prefix.length > depth && startsWith(prefix, this.keys),
      )
      .map(({ prefix }) => prefix[depth]);
    return [
      ...new Set([...this.maps.flatMap(({ map }) => keysOf(map)), ...prefixes]),
    ];
  }

  /** The scalar that governs a key. */
  scalar(key: string): WrittenValue | undefined {
    const top = this.#valuesOf(key).at(-1);
    const node = top?.value.node;
    return top && isScalar(node)
      ? { source: top.layer.source, node, text: textOf(node) ?? '' }
      : undefined;
  }

  /** The maps below a key: of a map itself, of a list those in it. */
  below(key: string): ValuesView[] {
    const keys = [...this.keys, key];
    const values = this.#valuesOf(key);
    const top = values.at(-1);
    if (top && isSeq(top.value.node)) {
      const { layer, value } = top;
      return itemsOf(top.value.node.items, value.document).map(
        (map, index) =>
          new ValuesView(
            [...keys, `[${index}]`],
            'inList',
            [],
            [{ layer, map }],
          ),
      );
    }
    const maps = values.flatMap(({ layer, value: { node, document } }) =>
      isMap(node) ? [{ layer, map: { node, document } }] : [],
    );
    const rooted = this.layers.filter(
      ({ prefix }) => prefix.length === keys.length && startsWith(prefix, keys),
    );
    const all = [...maps, ...rooted.map(layer => ({ layer, map: layer.root }))];
    const rank = ({ layer }: LayerMap) => this.layers.indexOf(layer);
    all.sort((a, b) => rank(a) - rank(b));
    const isWayToOne = this.layers.some(({ prefix }) =>
      startsWith(prefix, keys),
    );
    return all.length > 0 || isWayToOne
      ? [new ValuesView(keys, this.place, this.layers, all)]
      : [];
  }

  #valuesOf(key: string): { layer: ValuesLayer; value: Located }[] {
    return this.maps.flatMap(({ layer, map }) => {
      const value = valueAt(map, key);
      return value ? [{ layer, value }] : [];
    });
  }
}

function itemsOf(
  items: unknown[],
  document: Located['document'],
): Located<YAMLMap>[] {
  return items.flatMap(item => {
    const node = resolve(item, document);
    return isMap(node) ? [{ node, document }] : [];
  });
}

function startsWith(keys: string[], start: string[]): boolean {
  return start.every((key, index) => keys[index] === key);
}
