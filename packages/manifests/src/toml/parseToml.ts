/* eslint-disable no-control-regex -- which control characters may stand in a text is the point */
import { DataMap, DataNode, DataScalar } from '../data/DataNode';
import { ParsedText, parseWith, TextReader } from '../text/TextReader';
import { tomlReading } from './tomlScalar';
import { escapedText, textPatterns } from './tomlText';
import { addItem, addTable, addValue, newTable, TomlTable } from './TomlTable';

const BLANK = /[ \t]*/y;
const LINE_END = /\r?\n/y;
const COMMENT = /#(?:[^\u0000-\u0008\u000a-\u001f\u007f])*/y;
const OPEN = /\[{1,2}/y;
const DOT = /\.[ \t]*/y;
const BARE_KEY = /[\w-]+/y;
const QUOTES = /"""|'''|"|'/y;
// A date and a time may be parted by a blank.
const WORD = /(?:\d{4}-\d\d-\d\d (?=\d\d:))?[\w.:+-]+/y;

class TomlReader extends TextReader {
  read(): DataMap {
    const root = newTable('header');
    let table = root;
    while (this.next !== undefined) {
      this.take(BLANK);
      if (this.next === '[') {
        table = this.#header(root);
      } else if (this.next !== undefined && !/[#\r\n]/.test(this.next)) {
        this.#pair(table, 1);
      }
      this.#lineEnd();
    }
    return root;
  }

  #header(root: TomlTable): TomlTable {
    const start = this.position;
    const open = this.take(OPEN);
    const keys = this.#keys();
    this.expect(']');
    if (open === '[[') {
      this.expect(']');
    }
    const table = (open === '[[' ? addItem : addTable)(root, keys);
    return table ?? this.#twice(keys, start);
  }

  #pair(table: TomlTable, depth: number): void {
    const start = this.position;
    const keys = this.#keys();
    this.expect('=');
    this.take(BLANK);
    const value = this.#value(depth);
    if (!addValue(table, keys, value)) {
      this.#twice(keys, start);
    }
  }

  #twice(keys: string[], offset: number): never {
    throw this.fault(`the key '${keys.join('.')}' is there twice`, offset);
  }

  #lineEnd(): void {
    this.take(BLANK);
    this.take(COMMENT);
    if (this.next !== undefined && this.take(LINE_END) === undefined) {
      throw this.unexpected('the end of the line');
    }
  }

  #keys(): string[] {
    const keys: string[] = [];
    do {
      this.take(keys.length === 0 ? BLANK : DOT);
      this.checkDepth(keys.length + 1);
      keys.push(this.#key());
      this.take(BLANK);
    } while (this.next === '.');
    return keys;
  }

  #key(): string {
    const key = this.take(BARE_KEY) ?? (this.#isQuoted() && this.#text());
    if (key === false) {
      throw this.unexpected('a key');
    }
    return key;
  }

  #isQuoted(): boolean {
    return this.next === '"' || this.next === "'";
  }

  #value(depth: number): DataNode {
    this.checkDepth(depth);
    if (this.next === '[') {
      const items: DataNode[] = [];
      this.#parts(']', () => items.push(this.#value(depth + 1)));
      return { kind: 'list', items };
    }
    if (this.next === '{') {
      const table = newTable('inline');
      this.#parts('}', () => this.#pair(table, depth + 1));
      return table;
    }
    return this.#scalar();
  }

  /** What stands between brackets, on lines of its own where it likes. */
  #parts(close: string, readPart: () => void): void {
    this.position += 1;
    this.#gap();
    while (this.next !== close) {
      readPart();
      this.#gap();
      if (this.next !== ',') {
        break;
      }
      this.position += 1;
      this.#gap();
    }
    this.expect(close);
  }

  #gap(): void {
    do {
      this.take(BLANK);
      this.take(COMMENT);
    } while (this.take(LINE_END) !== undefined);
  }

  #scalar(): DataScalar {
    const start = this.position;
    const reading = this.#isQuoted()
      ? `s:${this.#text()}`
      : tomlReading(this.take(WORD) ?? '');
    if (reading === undefined) {
      this.position = start;
      throw this.unexpected('a value');
    }
    const end = this.position;
    const raw = this.text.slice(start, end);
    return { kind: 'scalar', start, end, raw, reading };
  }

  #text(): string {
    const quotes = this.take(QUOTES) ?? '';
    const { end, plain, escape } = textPatterns(quotes);
    if (quotes.length === 3) {
      this.take(LINE_END);
    }
    let text = '';
    for (;;) {
      const closing = this.take(end);
      if (closing !== undefined) {
        // Two more may stand before the three that end a text.
        return text + closing.slice(quotes.length);
      }
      const start = this.position;
      const written = this.take(plain);
      const escaped = written === undefined && escape && this.match(escape);
      const part = escaped ? escapedText(escaped) : written;
      if (part === undefined) {
        this.position = start;
        throw this.unexpected(`the end of the text, ${quotes},`);
      }
      text += part;
    }
  }
}

/**
 * Reads TOML with the place of each scalar (https://toml.io/en/v1.1.0, which
 * takes all that 1.0 does). What is defined twice is refused.
 */
export function parseToml(text: string): ParsedText<DataMap> {
  return parseWith(() => new TomlReader(text).read());
}
