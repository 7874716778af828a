import { RE2JS } from 're2js';

/** What the signs of a pattern mean; everything else means itself. */
const SIGNS = new Map([
  ['*', '.*'],
  ['?', '.'],
  ['{', '(?:'],
  ['}', ')'],
]);

/** A class of characters, from its bracket on: `[abc]`, `[a-z]`, `[!a]`. */
const CLASS = /\[(!?)([^[\]\\]+)\]/y;

function toExpression(pattern: string): string {
  let expression = '';
  let depth = 0;
  for (let index = 0; index < pattern.length; index += 1) {
    const sign = pattern[index];
    CLASS.lastIndex = index;
    const [found, not, members] = CLASS.exec(pattern) ?? [];
    if (found) {
      expression += `[${not && '^'}${members.replace(/\^/g, '\\^')}]`;
      index += found.length - 1;
    } else if (sign === '\\') {
      index += 1;
      expression += RE2JS.quote(pattern[index] ?? '');
    } else if (sign === ',' && depth > 0) {
      expression += '|';
    } else {
      depth += Number(sign === '{') - Number(sign === '}');
      expression += SIGNS.get(sign) ?? RE2JS.quote(sign);
    }
  }
  return expression;
}

/**
 * Does a status' context match what a branch requires? Gitea writes that as a pattern in which `*` stands for anything,
 * a slash too. A pattern that cannot be read matches itself alone.
 */
export function matchesContext(pattern: string, context: string): boolean {
  try {
    return RE2JS.compile(`(?s)${toExpression(pattern)}`).matches(context);
  } catch {
    return pattern === context;
  }
}
