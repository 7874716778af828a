import { Lexer } from 'yaml';
import { MAX_DEPTH } from './limits';

const COMPACT_INDICATORS = new Set(['-', '?']);

/** Columns of indentation that no manifest written by people reaches. */
const MAX_INDENTATION = 1_000;

/**
 * The line, from 1, on which collections are nested too deep, looked for in the
 * tokens: composing such a text would already exhaust the stack.
 */
export function findTooDeepLine(text: string): number | undefined {
  let line = 1;
  let flow = 0;
  let compact = 0;
  let indentation = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') {
      flow += 1;
    } else if (token === ']' || token === '}') {
      flow = Math.max(0, flow - 1);
    } else if (COMPACT_INDICATORS.has(token)) {
      compact += 1;
    } else if (token === '\n' || token === '\r\n') {
      compact = 0;
      indentation = 0;
    } else if (/^ +$/.test(token)) {
      indentation = Math.max(indentation, token.length);
    }
    // A block collection needs at least a column, but for lists at the column
    // of their key.
    if (
      flow > MAX_DEPTH ||
      compact > MAX_DEPTH ||
      indentation > MAX_INDENTATION
    ) {
      return line;
    }
    line += token.split('\n').length - 1;
  }
  return undefined;
}
