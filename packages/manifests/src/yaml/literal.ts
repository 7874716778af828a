import { Scalar } from 'yaml';
import { endOf, Source, startOf } from './source';
import { lineEndingOf, TextEdit } from './textEdits';

/**
 * Whether a text of several lines is to be written as a block literal: one that
 * needs no indentation indicator, and does not take blank lines that follow.
 */
export function isLiteralText(text: string): boolean {
  return text.includes('\n') && isLiteralBody(text) && !text.endsWith('\n\n');
}

function isLiteralBody(text: string): boolean {
  return /^\S/.test(text) && !/[^\P{C}\n\t]|[\u2028\u2029\uFFFD]/u.test(text);
}

/** A block literal: its header, then its lines. */
export function literalLines(text: string, indent: string): string[] {
  return [`|${chompingOf(text)}`, ...bodyLines(text, indent)];
}

/** The indicator with which a block scalar keeps a text's last line ends. */
function chompingOf(text: string): '' | '-' | '+' {
  if (!text.endsWith('\n')) {
    return '-';
  }
  return text.endsWith('\n\n') ? '+' : '';
}

function bodyLines(text: string, indent: string): string[] {
  // The end of the last line is the business of who joins them.
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map(line => (line ? indent + line : ''));
}

const LITERAL = /^\|([-+]?)([^\n]*\n)/;

/**
 * Gives a block literal another text, changing the lines that differ and no
 * others. Undefined where a literal cannot hold the text as it is written.
 */
export function rewriteLiteral(
  source: Source,
  scalar: Scalar,
  text: string,
): TextEdit | undefined {
  const start = startOf(scalar);
  const written = source.text.slice(start, endOf(scalar));
  const header = LITERAL.exec(written);
  const old = String(scalar.value);
  // An indentation indicator means that the first line begins with a blank.
  if (!header || /\d/.test(header[2]) || !isLiteralBody(text)) {
    return undefined;
  }
  const ending = lineEndingOf(source.text);
  const isEnded = written.endsWith('\n');
  const isToEnd = isEnded || text.endsWith('\n');
  const body = written.slice(header[0].length).split('\n');
  const raw = (isEnded ? body.slice(0, -1) : body).map(line =>
    line.replace(/\r$/, ''),
  );
  const [indent] = /^ */.exec(raw.find(line => line.trim() !== '') ?? '') ?? [
    '',
  ];
  const count = old.replace(/\n+$/, '').split('\n').length;
  const chomping = chompingOf(text);
  // Blank lines behind the text mean nothing, unless they are kept.
  const blank = chomping === '+' || header[1] === '+' ? [] : raw.slice(count);
  const lines = keepEqual(raw.slice(0, count), bodyLines(text, indent), indent);
  const content = [...lines, ...blank].join(ending) + (isToEnd ? ending : '');
  const head = header[1] === chomping ? header[0] : `|${chomping}${header[2]}`;
  return { start, end: endOf(scalar), text: head + content };
}

/** Lines that say the same stay as they are written, blanks included. */
function keepEqual(old: string[], now: string[], indent: string): string[] {
  const isSame = (a: string | undefined, b: string | undefined) =>
    a !== undefined &&
    b !== undefined &&
    a.slice(indent.length) === b.slice(indent.length);
  const kept = [...now];
  let start = 0;
  while (start < now.length && isSame(old[start], now[start])) {
    kept[start] = old[start];
    start += 1;
  }
  for (
    let back = 1;
    back <= Math.min(old.length, now.length) - start &&
    isSame(old.at(-back), now.at(-back));
    back += 1
  ) {
    kept[now.length - back] = old[old.length - back];
  }
  return kept;
}
