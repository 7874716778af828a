import {
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Node,
  Pair,
  YAMLMap,
} from 'yaml';
import { followPath, PathView } from '../paths/followPath';
import { PathSegment } from '../paths/parsePath';
import { resolve } from './source';

/** The written value of a key, aliases unresolved. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(
    ({ key: name }) => isScalar(name) && String(name.value) === key,
  );
}

/**
 * What a path leads to, as it is written there: the last step keeps an alias,
 * the others follow it. A key with dots in it is found where the nested keys
 * are not there.
 */
export function findWritten(
  document: Document,
  segments: PathSegment[],
): Node | undefined {
  const root = resolve(document.contents, document);
  return root && followPath(viewOf(document), root, segments);
}

function viewOf(document: Document): PathView<Node> {
  const nodeOf = (node: unknown) =>
    isAlias(node) ? node : resolve(node, document);
  return {
    itemsOf: node => {
      const list = resolve(node, document);
      return isSeq(list) ? list.items.map(nodeOf) : undefined;
    },
    entryOf: (node, key) => {
      const map = resolve(node, document);
      return isMap(map) ? nodeOf(pairOf(map, key)?.value) : undefined;
    },
    textOf: node => {
      const scalar = resolve(node, document);
      return isScalar(scalar) ? String(scalar.value) : undefined;
    },
  };
}
