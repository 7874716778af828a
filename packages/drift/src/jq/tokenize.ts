import { JqSyntaxError } from './errors';

export type Token =
  | { kind: 'field'; name: string }
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'word'; name: string }
  | { kind: 'sign'; sign: string };

const SIGNS = /^(?:\.\.|==|!=|<=|>=|\/\/|[.[\](){}|,:;<>+\-*/%?=])/;
const TEXT = /^"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/u;
const NUMBER = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;
const WORD = /^[a-zA-Z_]\w*/;
const FIELD = /^\.([a-zA-Z_]\w*)/;

/**
 * Takes a jq expression apart.
 *
 * @throws JqSyntaxError at the first character that is no part of the language.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const [match, token] = next(rest, text);
    tokens.push(token);
    rest = rest.slice(match.length).trimStart();
  }
  return tokens;
}

function next(rest: string, text: string): [match: string, token: Token] {
  const field = FIELD.exec(rest);
  if (field) return [field[0], { kind: 'field', name: field[1] }];
  const word = WORD.exec(rest);
  if (word) return [word[0], { kind: 'word', name: word[0] }];
  const number = NUMBER.exec(rest);
  if (number) {
    return [number[0], { kind: 'number', value: Number(number[0]) }];
  }
  const quoted = TEXT.exec(rest);
  if (quoted) {
    return [quoted[0], { kind: 'text', value: JSON.parse(quoted[0]) }];
  }
  const sign = SIGNS.exec(rest);
  if (sign) return [sign[0], { kind: 'sign', sign: sign[0] }];
  throw new JqSyntaxError(
    `The expression "${text}" cannot be read at "${rest.slice(0, 20)}".`,
  );
}
