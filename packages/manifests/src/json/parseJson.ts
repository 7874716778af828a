/* eslint-disable no-control-regex -- which control characters may stand in a text is the point */
import { DataList, DataMap, DataScalar } from '../data/DataNode';
import { ParsedText, parseWith, TextReader } from '../text/TextReader';

/** A value of a JSON text, with the characters it is written on. */
export type JsonNode = DataScalar | JsonList | JsonMap;

interface Range {
  start: number;
  end: number;
}

export interface JsonList extends Range, DataList {
  items: JsonNode[];
}

export interface JsonMap extends Range, DataMap {
  entries: Map<string, JsonEntry>;
}

export interface JsonEntry {
  /** Where the key's quotes begin and end. */
  keyStart: number;
  keyEnd: number;
  value: JsonNode;
}

const BLANK = /[ \t\r\n]*/y;
const TEXT =
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;

class JsonReader extends TextReader {
  read(): JsonNode | undefined {
    this.take(BLANK);
    if (this.next === undefined) {
      return undefined;
    }
    const root = this.#value(1);
    this.take(BLANK);
    if (this.next !== undefined) {
      throw this.unexpected('the end');
    }
    return root;
  }

  #value(depth: number): JsonNode {
    this.checkDepth(depth);
    switch (this.next) {
      case '{':
        return this.#map(depth);
      case '[':
        return this.#list(depth);
      default:
        return this.#scalar();
    }
  }

  #map(depth: number): JsonMap {
    const start = this.position;
    const entries = new Map<string, JsonEntry>();
    this.#parts('}', () => {
      const keyStart = this.position;
      const key = this.#key();
      if (entries.has(key)) {
        throw this.fault(`the key '${key}' is there twice`, keyStart);
      }
      const keyEnd = this.position;
      this.take(BLANK);
      this.expect(':');
      this.take(BLANK);
      entries.set(key, { keyStart, keyEnd, value: this.#value(depth + 1) });
    });
    return { kind: 'map', start, end: this.position, entries };
  }

  #list(depth: number): JsonList {
    const start = this.position;
    const items: JsonNode[] = [];
    this.#parts(']', () => {
      items.push(this.#value(depth + 1));
    });
    return { kind: 'list', start, end: this.position, items };
  }

  /** What stands between brackets, parted by commas. */
  #parts(close: string, readPart: () => void): void {
    this.position += 1;
    this.take(BLANK);
    if (this.next === close) {
      this.position += 1;
      return;
    }
    for (;;) {
      readPart();
      this.take(BLANK);
      if (this.next !== ',') {
        this.expect(close);
        return;
      }
      this.position += 1;
      this.take(BLANK);
    }
  }

  #scalar(): DataScalar {
    const start = this.position;
    const text = this.take(TEXT);
    const raw = text ?? this.take(NUMBER) ?? this.take(WORD);
    if (raw === undefined) {
      throw this.unexpected('a value');
    }
    const reading = text === undefined ? `p:${raw}` : `s:${textOf(raw)}`;
    return { kind: 'scalar', start, end: this.position, raw, reading };
  }

  #key(): string {
    const raw = this.take(TEXT);
    if (raw === undefined) {
      throw this.unexpected('a key in double quotes');
    }
    return textOf(raw);
  }
}

/**
 * Reads JSON as RFC 8259 has it, with the place of each value; there is no root
 * where nothing but blank space is written. Twice the same key in a map is
 * refused: readers differ in which one they take.
 */
export function parseJson(text: string): ParsedText<JsonNode | undefined> {
  return parseWith(() => new JsonReader(text).read());
}

/** The text that a raw text of JSON stands for. */
function textOf(raw: string): string {
  return String(JSON.parse(raw));
}
