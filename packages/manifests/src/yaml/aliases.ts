import { Document, isAlias, isCollection, isNode, isPair } from 'yaml';
import { ManifestProblem } from '../problem';
import { MAX_ALIASED_NODES, MAX_ALIASES } from './limits';

/**
 * Whether a document's aliases stand for more than is read (the "billion
 * laughs"), counted in one pass without expanding any.
 */
export function aliasProblem(
  path: string,
  document: Document.Parsed,
  lineOf: (offset: number) => number,
): ManifestProblem | undefined {
  const sizes = new Map<string, number>();
  let aliases = 0;
  let aliased = 0;
  let problem: ManifestProblem | undefined;

  const measure = (node: unknown): number => {
    if (problem) {
      return 0;
    }
    if (isPair(node)) {
      return measure(node.key) + measure(node.value);
    }
    if (isAlias(node)) {
      aliases += 1;
      // An anchor without a size is still open: it holds this alias.
      const size = sizes.get(node.source) ?? Infinity;
      aliased += size;
      if (aliases > MAX_ALIASES || aliased > MAX_ALIASED_NODES) {
        problem = tooMany(path, lineOf(node.range?.[0] ?? 0));
      }
      return size;
    }
    let size = 1;
    if (isCollection(node)) {
      sizes.delete(node.anchor ?? '');
      for (const item of node.items) {
        size += measure(item);
      }
    }
    const anchor = anchorOf(node);
    if (anchor) {
      sizes.set(anchor, size);
    }
    return size;
  };

  measure(document.contents);
  return problem;
}

function anchorOf(node: unknown): string | undefined {
  return isNode(node) && !isAlias(node) ? node.anchor : undefined;
}

function tooMany(path: string, line: number): ManifestProblem {
  return {
    code: 'tooManyAliases',
    path,
    line,
    message: `${path}:${line} has aliases that stand for more than ${MAX_ALIASED_NODES} nodes, or more than ${MAX_ALIASES} aliases. Write the values out.`,
  };
}
