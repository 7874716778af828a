import { Scalar } from 'yaml';
import type { ScalarValue } from './content';
import { TextEdit } from './textEdits';
import { endOf, Source, startOf } from './source';

// Words and numbers of YAML 1.1 and 1.2 together: the readers of manifests
// (kustomize, Helm, the API server) follow the older rules, editors the newer.
const WORD = /^(~|null|true|false|yes|no|on|off|y|n|=|<<|---|\.\.\.)$/i;
const INTEGER = /^[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*)$/i;
// Some readers take even an exponent alone, such as `e0`, for a number.
const FLOAT = /^[-+]?[0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?$/i;
const HEXADECIMAL_FLOAT = /^[-+]?0x[0-9a-f_.]+p[-+]?[0-9]+$/i;
const NOT_A_NUMBER = /^[-+]?\.?(inf|infinity|nan)$/i;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/;
const DATE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt\s].*)?$/;

const TYPED = [
  WORD,
  INTEGER,
  FLOAT,
  HEXADECIMAL_FLOAT,
  NOT_A_NUMBER,
  SEXAGESIMAL,
  DATE,
];

const PLAIN = /^[^\s\-?:,[\]{}#&*!|>'"%@`][^\p{C}\u2028\u2029\uFFFD]*$/u;
const BREAKS_PLAIN = /[,[\]{}]|:\s|\s#|[:\s]$|[^\S ]/;

/**
 * Whether a plain scalar of this text is something else than that text to some
 * reader: a number, a date, or a word such as `null`.
 */
export function isTyped(text: string): boolean {
  return TYPED.some(pattern => pattern.test(text));
}

/**
 * Whether a value may stand in YAML without quotes and still be read as what it
 * is, in block and flow collections, by readers of YAML 1.1 and 1.2.
 *
 * @public
 */
export function isPlainSafe(value: ScalarValue): boolean {
  return typeof value !== 'string' || isPlainText(value);
}

function isPlainText(text: string): boolean {
  return PLAIN.test(text) && !BREAKS_PLAIN.test(text) && !isTyped(text);
}

/** Writes a text as a scalar, keeping the quotes there are. */
export function encodeScalar(
  text: string,
  style: Scalar.Type | undefined,
): string {
  if (style === 'QUOTE_SINGLE' && !/[\p{C}\u2028\u2029\uFFFD]/u.test(text)) {
    return `'${text.replaceAll("'", "''")}'`;
  }
  if (style === 'QUOTE_DOUBLE' || !isPlainSafe(text)) {
    return doubleQuoted(text);
  }
  return style === 'QUOTE_SINGLE' ? doubleQuoted(text) : text;
}

/**
 * A text in double quotes, as YAML, JSON and TOML all read it. Escaped besides
 * what JSON wants is what TOML wants, and the character that stands for bytes
 * that are no UTF-8: a file with it would not be read again.
 */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll('\u007f', '\\u007f')
    .replaceAll('\uFFFD', '\\ufffd');
}

/**
 * The replacement that makes a scalar read as `text`; undefined where it is
 * written in a form that cannot hold it.
 */
export function replaceScalar(
  source: Source,
  scalar: Scalar,
  text: string,
): TextEdit | undefined {
  const start = startOf(scalar);
  const end = endOf(scalar);
  if (scalar.type !== 'BLOCK_LITERAL' && scalar.type !== 'BLOCK_FOLDED') {
    const encoded = encodeScalar(text, scalar.type);
    return start === end
      ? { start, end, text: spaced(source, start, encoded) }
      : { start, end, text: encoded };
  }
  const written = source.text.slice(start, end);
  const before = String(scalar.value).trim();
  const at = written.indexOf(before);
  const isOneLine = before !== '' && !/\n/.test(before + text);
  if (!isOneLine || at === -1 || written.indexOf(before, at + 1) !== -1) {
    return undefined;
  }
  return { start: start + at, end: start + at + before.length, text };
}

/** A value where none was: right behind a colon or dash, or before a comment. */
export function spaced(source: Source, offset: number, text: string): string {
  const before = /[:-]/.test(source.text[offset - 1] ?? '') ? ' ' : '';
  return before + text + (source.text[offset] === '#' ? ' ' : '');
}
