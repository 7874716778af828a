import {
  Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  Node,
  parseAllDocuments,
  ParsedNode,
} from 'yaml';
import { ManifestProblem } from '../problem';
import { aliasProblem } from './aliases';
import { findTooDeepLine } from './depth';
import { MAX_DEPTH, MAX_DOCUMENTS, MAX_FILE_BYTES } from './limits';

/** A file's text with its documents and the way back to lines. */
export interface Source {
  path: string;
  text: string;
  documents: Document.Parsed[];
  lineOf(offset: number): number;
}

export type SourceResult =
  | { status: 'parsed'; source: Source }
  | { status: 'failed'; problem: ManifestProblem };

const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** What keeps a text from being read as a manifest, before parsing it. */
export function checkText(
  path: string,
  text: string,
): ManifestProblem | undefined {
  if (text.startsWith(LFS_POINTER)) {
    return {
      code: 'lfs',
      path,
      message: `${path} is a Git LFS pointer: its content is not in the repository. Commit the file itself.`,
    };
  }
  if (utf8Length(text) > MAX_FILE_BYTES) {
    return {
      code: 'tooLarge',
      path,
      message: `${path} is larger than ${MAX_FILE_BYTES} bytes, the most that is read. Split the file.`,
    };
  }
  // A reader puts U+FFFD where bytes were no UTF-8; writing it back would
  // destroy them.
  if (/[\0\uFFFD]/.test(text)) {
    return {
      code: 'notUtf8',
      path,
      message: `${path} is not text in UTF-8. Save it as UTF-8.`,
    };
  }
  return undefined;
}

/**
 * Reads every document of a YAML or JSON text. Scalars keep the text they were
 * written with: which type a plain one has is the business of its reader.
 */
export function parseSource(path: string, text: string): SourceResult {
  const unreadable = checkText(path, text);
  if (unreadable) {
    return { status: 'failed', problem: unreadable };
  }
  const tooDeep = findTooDeepLine(text);
  if (tooDeep !== undefined) {
    return { status: 'failed', problem: tooDeepProblem(path, tooDeep) };
  }
  const lines = new LineCounter();
  const lineOf = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const parsed = parseAllDocuments(text, {
    schema: 'failsafe',
    keepSourceTokens: true,
    lineCounter: lines,
    prettyErrors: false,
    // Compares each key with each: our own check is linear.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const documents = 'empty' in parsed ? [] : parsed;
  const problem = findProblem(path, documents, lineOf);
  return problem
    ? { status: 'failed', problem }
    : { status: 'parsed', source: { path, text, documents, lineOf } };
}

function findProblem(
  path: string,
  documents: Document.Parsed[],
  lineOf: (offset: number) => number,
): ManifestProblem | undefined {
  if (documents.length > MAX_DOCUMENTS) {
    return {
      code: 'tooManyDocuments',
      path,
      message: `${path} holds ${documents.length} documents, the most that is read is ${MAX_DOCUMENTS}. Split the file.`,
    };
  }
  for (const document of documents) {
    for (const error of document.errors) {
      return invalid(path, lineOf(error.pos[0]), error.message);
    }
    const problem =
      findStructureProblem(path, document.contents, lineOf) ??
      aliasProblem(path, document, lineOf);
    if (problem) {
      return problem;
    }
  }
  return undefined;
}

function findStructureProblem(
  path: string,
  root: ParsedNode | null,
  lineOf: (offset: number) => number,
): ManifestProblem | undefined {
  const waiting: Array<{ node: unknown; depth: number }> = [
    { node: root, depth: 1 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    if (!isCollection(node)) {
      continue;
    }
    if (depth > MAX_DEPTH) {
      return tooDeepProblem(path, lineOf(startOf(node)));
    }
    if (!isMap(node)) {
      for (const item of node.items) {
        waiting.push({ node: item, depth: depth + 1 });
      }
      continue;
    }
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      if (isCollection(key)) {
        return invalid(path, lineOf(startOf(key)), 'a key must be a scalar');
      }
      const name = isScalar(key) ? String(key.value) : undefined;
      if (name !== undefined && name !== '<<' && seen.has(name)) {
        const line = isScalar(key) ? lineOf(startOf(key)) : undefined;
        return invalid(path, line, `the key '${name}' is there twice`);
      }
      if (name !== undefined) {
        seen.add(name);
      }
      waiting.push({ node: value, depth: depth + 1 });
    }
  }
  return undefined;
}

/** Where a node begins in the text; properties such as anchors stand before. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where a node's own text ends, before comments and white space. */
export function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}

/** Follows an alias to what it stands for. */
export function resolve(node: unknown, document: Document): Node | undefined {
  if (isAlias(node)) {
    return node.resolve(document);
  }
  return isScalar(node) || isCollection(node) ? node : undefined;
}

function invalid(
  path: string,
  line: number | undefined,
  found: string,
): ManifestProblem {
  const at = line === undefined ? path : `${path}:${line}`;
  return {
    code: 'invalidYaml',
    path,
    line,
    message: `${at} is not valid YAML: ${found}. Correct the file.`,
  };
}

function tooDeepProblem(path: string, line: number): ManifestProblem {
  return {
    code: 'tooDeep',
    path,
    line,
    message: `${path}:${line} nests collections deeper than ${MAX_DEPTH} levels, the most that is read. Flatten the file.`,
  };
}

function utf8Length(text: string): number {
  // Texts far below the limit need no count: a unit is at most three bytes.
  return text.length * 3 <= MAX_FILE_BYTES
    ? text.length
    : new TextEncoder().encode(text).length;
}
