import { MAX_DEPTH } from '../yaml/limits';

/** What a text of some format came to; `found` completes a sentence on it. */
export type ParsedText<T> =
  | { status: 'parsed'; root: T }
  | { status: 'failed'; offset: number; found: string };

class Unexpected extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
  }
}

/** Reads with a reader, and makes an answer of what it throws. */
export function parseWith<T>(read: () => T): ParsedText<T> {
  try {
    return { status: 'parsed', root: read() };
  } catch (error) {
    if (error instanceof Unexpected) {
      return { status: 'failed', offset: error.offset, found: error.message };
    }
    throw error;
  }
}

/** A text and how far it was read; a byte order mark is passed over. */
export abstract class TextReader {
  protected position: number;

  constructor(protected readonly text: string) {
    this.position = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** The next character. */
  protected get next(): string | undefined {
    return this.text[this.position];
  }

  /** Reads what a sticky pattern matches here, if it does. */
  protected take(pattern: RegExp): string | undefined {
    const [found] = this.match(pattern) ?? [];
    return found;
  }

  protected match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text) ?? undefined;
    this.position += found?.[0].length ?? 0;
    return found;
  }

  protected expect(character: string): void {
    if (this.next !== character) {
      throw this.unexpected(`'${character}'`);
    }
    this.position += 1;
  }

  protected unexpected(wanted: string): Error {
    const found = this.next === undefined ? 'the end' : `'${this.next}'`;
    return this.fault(`${wanted} is expected, ${found} found`);
  }

  protected fault(message: string, offset = this.position): Error {
    return new Unexpected(message, offset);
  }

  protected checkDepth(depth: number): void {
    if (depth > MAX_DEPTH) {
      throw this.fault(`values are nested deeper than ${MAX_DEPTH} levels`);
    }
  }
}
