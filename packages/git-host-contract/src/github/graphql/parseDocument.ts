import type { Document, Field, Selection, Value } from './Document';

/** What is no document. */
export class SyntaxRefusal extends Error {}

const TOKEN =
  /[\s,]*(\.\.\.|[!$():=[\]{}|]|[A-Za-z_]\w*|-?\d+|"(?:[^"\\\n]|\\.)*")/y;

/** The words and signs of a text in GraphQL's language. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new SyntaxRefusal(`Parse error at ${from}`);
    tokens.push(found[1]);
  }
  return tokens;
}

/** Reads the part of GraphQL's language that clients here write: no directives, no subscriptions, one operation. */
class Parser {
  readonly #tokens: string[];
  #next = 0;

  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }

  document(): Document {
    const fragments: Document['fragments'] = new Map();
    let found: Omit<Document, 'fragments'> | undefined;
    while (this.#next < this.#tokens.length) {
      const keyword = this.#take();
      if (keyword === 'fragment') {
        const name = this.#take();
        this.#take('on');
        const on = this.#take();
        fragments.set(name, { on, selections: this.#selections() });
      } else if (keyword === 'query' || keyword === 'mutation') {
        if (found) throw new SyntaxRefusal('There are two operations');
        const variables = this.#variables();
        const selections = this.#selections();
        found = { operation: keyword, variables, selections };
      } else throw new SyntaxRefusal(`Unexpected "${keyword}"`);
    }
    if (!found) throw new SyntaxRefusal('There is no operation');
    return { ...found, fragments };
  }

  #variables(): Map<string, string> {
    const variables = new Map<string, string>();
    // An operation may have a name.
    if (!['(', '{'].includes(this.#peek())) this.#take();
    if (this.#peek() !== '(') return variables;
    this.#take('(');
    while (this.#peek() !== ')') {
      this.#take('$');
      const name = this.#take();
      this.#take(':');
      variables.set(name, this.#type());
    }
    this.#take(')');
    return variables;
  }

  #type(): string {
    let type = this.#take();
    if (type === '[') {
      type = `[${this.#type()}]`;
      this.#take(']');
    }
    return this.#peek() === '!' ? `${type}${this.#take()}` : type;
  }

  #selections(): Selection[] {
    const selections: Selection[] = [];
    this.#take('{');
    while (this.#peek() !== '}') selections.push(this.#selection());
    this.#take('}');
    return selections;
  }

  #selection(): Selection {
    if (this.#peek() !== '...') return this.#field();
    this.#take('...');
    const name = this.#take();
    return name === 'on'
      ? { kind: 'inline', on: this.#take(), selections: this.#selections() }
      : { kind: 'spread', name };
  }

  #field(): Field {
    const first = this.#take();
    const isAlias = this.#peek() === ':';
    if (isAlias) this.#take(':');
    return {
      kind: 'field',
      alias: first,
      name: isAlias ? this.#take() : first,
      args: this.#peek() === '(' ? this.#pairs('(', ')') : new Map(),
      selections: this.#peek() === '{' ? this.#selections() : [],
    };
  }

  #pairs(open: string, close: string): Map<string, Value> {
    const pairs = new Map<string, Value>();
    this.#take(open);
    while (this.#peek() !== close) {
      const name = this.#take();
      this.#take(':');
      pairs.set(name, this.#value());
    }
    this.#take(close);
    return pairs;
  }

  #value(): Value {
    const token = this.#peek();
    if (token === '{') {
      return { kind: 'object', fields: this.#pairs('{', '}') };
    }
    this.#take();
    if (token === '$') return { kind: 'variable', name: this.#take() };
    if (token === '[') {
      const items: Value[] = [];
      while (this.#peek() !== ']') items.push(this.#value());
      this.#take(']');
      return { kind: 'list', items };
    }
    if (/^[A-Za-z_]/.test(token)) {
      const named = new Map([
        ['true', true],
        ['false', false],
        ['null', null],
      ]);
      return { kind: 'literal', value: named.get(token) ?? token };
    }
    return { kind: 'literal', value: JSON.parse(token) };
  }

  #peek(): string {
    return this.#tokens[this.#next] ?? '';
  }

  #take(expected?: string): string {
    const token = this.#peek();
    if (token === '' || (expected !== undefined && token !== expected)) {
      throw new SyntaxRefusal(`Unexpected "${token}"`);
    }
    this.#next += 1;
    return token;
  }
}

/** Reads a document, or throws a {@link SyntaxRefusal}. */
export function parseDocument(text: string): Document {
  return new Parser(tokensOf(text)).document();
}
