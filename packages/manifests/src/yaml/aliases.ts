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
      const size = sizes.get(node.source);
      if (size === undefined) {
        problem = unknown(path, lineOf(node.range?.[0] ?? 0), node.source);
        return 0;
      }
      aliased += size;
      if (aliases > MAX_ALIASES || aliased > MAX_ALIASED_NODES) {
        problem = tooMany(path, lineOf(node.range?.[0] ?? 0));
      }
      return size;
    }
    const anchor = anchorOf(node);
    if (anchor) {
      // As long as the anchor is open: what it holds has no end.
      sizes.set(anchor, Infinity);
    }
    let size = 1;
    if (isCollection(node)) {
      for (const item of node.items) {
        size += measure(item);
      }
    }
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

function unknown(path: string, line: number, name: string): ManifestProblem {
  return {
    code: 'invalidYaml',
    path,
    line,
    message: `${path}:${line} is not valid YAML: no anchor &${name} stands before the alias. Correct the file.`,
  };
}

function tooMany(path: string, line: number): ManifestProblem {
  return {
    code: 'tooManyAliases',
    path,
    line,
    message: `${path}:${line} has aliases that stand for more than ${MAX_ALIASED_NODES} nodes, or more than ${MAX_ALIASES} aliases. Write the values out.`,
  };
}
