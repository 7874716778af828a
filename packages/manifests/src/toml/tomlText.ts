/* eslint-disable no-control-regex -- which control characters may stand in a text is the point */
/** How a text between certain quotes is read. */
interface TextPatterns {
  end: RegExp;
  /** Characters that stand for themselves. */
  plain: RegExp;
  escape?: RegExp;
}

const PATTERNS: Record<string, TextPatterns> = {
  "'": {
    end: /'/y,
    plain: /[^'\u0000-\u0008\u000a-\u001f\u007f]+/y,
  },
  '"': {
    end: /"/y,
    plain: /[^"\\\u0000-\u0008\u000a-\u001f\u007f]+/y,
    escape:
      /\\(?:([btnfre"\\])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/y,
  },
  "'''": {
    end: /'{3,5}/y,
    plain: /[^'\u0000-\u0008\u000b-\u001f\u007f]+|\r\n|'/y,
  },
  '"""': {
    end: /"{3,5}/y,
    plain: /[^"\\\u0000-\u0008\u000b-\u001f\u007f]+|\r\n|"/y,
    // A backslash at the end of a line takes the blank space that follows.
    escape:
      /\\(?:([btnfre"\\])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|[ \t]*\r?\n[ \t\r\n]*)/y,
  },
};

export function textPatterns(quotes: string): TextPatterns {
  return PATTERNS[quotes];
}

const CHARACTERS: Record<string, string> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
  '"': '"',
  '\\': '\\',
};

/** What an escape stands for; undefined where that is no character. */
export function escapedText([, letter, ...digits]: RegExpExecArray):
  | string
  | undefined {
  if (letter !== undefined) {
    return CHARACTERS[letter];
  }
  const written = digits.find(each => each !== undefined);
  if (written === undefined) {
    return '';
  }
  const code = Number.parseInt(written, 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isSurrogate || code > 0x10ffff
    ? undefined
    : String.fromCodePoint(code);
}
