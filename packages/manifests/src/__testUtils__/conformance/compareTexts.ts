import { isDeepStrictEqual } from 'node:util';
import { Lexer, parseAllDocuments } from 'yaml';
import { DataNode, dataReading, DataScalar } from '../../data/DataNode';
import { parseToml } from '../../toml/parseToml';
import type { Comparison } from './cases';

/** `indentedAnew`: the same lines with the same data, but for blanks before them. */
export type Verdict = 'same' | 'indentedAnew' | 'different';

/** Whether two texts of a file are the same, as far as a case compares them. */
export function compareTexts(
  path: string,
  compare: Comparison,
  expected: string,
  got: string,
): Verdict {
  if (isSame(path, compare, expected, got)) {
    return 'same';
  }
  const [wanted, found] = [expected, got].map(withoutIndentation);
  return wanted === found && isSame(path, 'data', expected, got)
    ? 'indentedAnew'
    : 'different';
}

function withoutIndentation(text: string): string {
  return text.trim().replace(/^[ \t]+/gm, '');
}

function isSame(
  path: string,
  compare: Comparison,
  expected: string,
  got: string,
): boolean {
  switch (compare) {
    case 'bytes':
      return expected === got;
    case 'trimmed':
      return expected.trim() === got.trim();
    default:
      return isDeepStrictEqual(dataOf(path, expected), dataOf(path, got));
  }
}

/** What is said, and the comments on it. */
function dataOf(path: string, text: string): unknown {
  if (path.endsWith('.toml')) {
    return tomlData(text);
  }
  const comments = [...new Lexer().lex(text)].filter(token =>
    token.startsWith('#'),
  );
  return {
    data: [parseAllDocuments(text)].flat().map(each => each.toJS()),
    comments: comments.map(comment => comment.trim()).sort(),
  };
}

function tomlData(text: string): unknown {
  const parsed = parseToml(text);
  if (parsed.status === 'failed') {
    return parsed;
  }
  const written = scalarsIn(parsed.root).sort((a, b) => a.start - b.start);
  let between = '';
  let position = 0;
  for (const { start, end } of written) {
    between += text.slice(position, start);
    position = end;
  }
  const comments = `${between}${text.slice(position)}`.match(/#.*/g) ?? [];
  return {
    data: dataReading(parsed.root),
    comments: comments.map(comment => comment.trim()).sort(),
  };
}

function scalarsIn(node: DataNode): DataScalar[] {
  switch (node.kind) {
    case 'scalar':
      return [node];
    case 'list':
      return node.items.flatMap(scalarsIn);
    default:
      return [...node.entries.values()].flatMap(({ value }) =>
        scalarsIn(value),
      );
  }
}
