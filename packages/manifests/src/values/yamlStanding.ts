import { Document, isAlias, isMap, isScalar, isSeq, YAMLMap } from 'yaml';
import { Step } from '../fields/locate';
import { valueAt } from '../yaml/read';
import { pairOf } from '../yaml/yamlPath';

/** A node as it is written, and the steps that lead to it. */
export interface Standing {
  node: unknown;
  at: Step[];
}

/** Where an alias leads to: what it stands for is written at its anchor. */
export function behindAlias(
  { node, at }: Standing,
  document: Document,
): Standing {
  if (!isAlias(node)) {
    return { node, at };
  }
  const anchored = node.resolve(document);
  return { node: anchored, at: stepsTo(anchored, document) ?? at };
}

/** The steps to a node of a document, aliases not followed. */
export function stepsTo(node: unknown, document: Document): Step[] | undefined {
  return stepsBelow({ node: document.contents, at: [] }, node);
}

function stepsBelow(
  { node, at }: Standing,
  wanted: unknown,
): Step[] | undefined {
  if (node === wanted) {
    return at;
  }
  for (const child of childrenOf({ node, at })) {
    const found = stepsBelow(child, wanted);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function childrenOf({ node, at }: Standing): Standing[] {
  if (isSeq(node)) {
    return node.items.map((item, index) => ({
      node: item,
      at: [...at, index],
    }));
  }
  return isMap(node)
    ? node.items.flatMap(({ key, value }) =>
        isScalar(key) ? { node: value, at: [...at, String(key.value)] } : [],
      )
    : [];
}

/** Whether a merge key, and nothing else, brings a key into a map. */
export function isMerged(
  map: YAMLMap,
  key: string,
  document: Document.Parsed,
): boolean {
  return (
    !pairOf(map, key) && valueAt({ node: map, document }, key) !== undefined
  );
}
