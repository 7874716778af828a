import { FUNCTIONS } from './functions';
import { JqSyntaxError } from './errors';
import type { Expression, Operator } from './Expression';
import { type Token, tokenize } from './tokenize';

/** Deepest nesting of an expression. */
const MAX_DEPTH = 50;

/** What binds tighter comes later. */
const OPERATORS: readonly (readonly Operator[])[] = [
  ['//'],
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map<
  string,
  boolean | null
>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  all(): Expression {
    const expression = this.#pipe();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return expression;
  }

  #pipe(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new JqSyntaxError('The expression is nested too deeply.');
    }
    let expression = this.#both();
    while (this.#takes('|')) {
      expression = { kind: 'pipe', first: expression, then: this.#both() };
    }
    this.#depth -= 1;
    return expression;
  }

  #both(): Expression {
    let expression = this.#binary(0);
    while (this.#takes(',')) {
      expression = {
        kind: 'both',
        first: expression,
        second: this.#binary(0),
      };
    }
    return expression;
  }

  #binary(level: number): Expression {
    const operators = OPERATORS[level];
    if (!operators) return this.#postfix();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find(one => this.#takes(one));
      if (!operator) return left;
      const right = this.#binary(level + 1);
      left = { kind: 'binary', operator, left, right };
    }
  }

  #postfix(): Expression {
    let expression = this.#term();
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.kind === 'field') {
        this.#at += 1;
        expression = at(expression, token.name);
      } else if (this.#takes('[')) {
        expression = this.#bracket(expression);
      } else if (this.#takes('?')) {
        expression = { kind: 'try', body: expression };
      } else if (token?.kind === 'sign' && token.sign === '.') {
        this.#at += 1;
        expression = this.#afterDot(expression);
      } else {
        return expression;
      }
    }
  }

  /** `."name"` and `.[...]`. */
  #afterDot(target: Expression): Expression {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'text') {
      this.#at += 1;
      return at(target, token.value);
    }
    if (this.#takes('[')) return this.#bracket(target);
    throw this.#unexpected();
  }

  #bracket(target: Expression): Expression {
    if (this.#takes(']')) return { kind: 'each', target };
    const key = this.#pipe();
    this.#expect(']');
    return { kind: 'at', target, key };
  }

  #term(): Expression {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    switch (token?.kind) {
      case 'field':
        return at({ kind: 'identity' }, token.name);
      case 'text':
      case 'number':
        return { kind: 'literal', value: token.value };
      case 'word':
        return this.#word(token.name);
      case 'sign':
        return this.#sign(token.sign);
      default:
        throw this.#unexpected();
    }
  }

  #sign(sign: string): Expression {
    switch (sign) {
      case '..':
        return { kind: 'recurse' };
      case '.': {
        const next = this.#tokens[this.#at];
        return next?.kind === 'text'
          ? this.#afterDot({ kind: 'identity' })
          : { kind: 'identity' };
      }
      case '(': {
        const inner = this.#pipe();
        this.#expect(')');
        return inner;
      }
      case '[': {
        if (this.#takes(']')) return { kind: 'list', items: undefined };
        const items = this.#pipe();
        this.#expect(']');
        return { kind: 'list', items };
      }
      case '-':
        return {
          kind: 'binary',
          operator: '-',
          left: { kind: 'literal', value: 0 },
          right: this.#postfix(),
        };
      default:
        this.#at -= 1;
        throw this.#unexpected();
    }
  }

  #word(name: string): Expression {
    const constant = CONSTANTS.get(name);
    if (constant !== undefined) return { kind: 'literal', value: constant };
    if (name === 'if') return this.#if();
    const parameters: Expression[] = [];
    if (this.#takes('(')) {
      do parameters.push(this.#pipe());
      while (this.#takes(';'));
      this.#expect(')');
    }
    if (!FUNCTIONS.has(`${name}/${parameters.length}`)) {
      throw new JqSyntaxError(
        `The expression "${this.#text}" uses ${name}/${
          parameters.length
        }, which is not supported.`,
      );
    }
    return { kind: 'call', name, parameters };
  }

  #if(): Expression {
    const condition = this.#pipe();
    this.#expect('then');
    const then = this.#pipe();
    if (this.#takes('elif')) {
      return { kind: 'if', condition, then, otherwise: this.#if() };
    }
    const otherwise: Expression = this.#takes('else')
      ? this.#pipe()
      : { kind: 'identity' };
    this.#expect('end');
    return { kind: 'if', condition, then, otherwise };
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#at];
    const isFound =
      (token?.kind === 'sign' && token.sign === sign) ||
      (token?.kind === 'word' && token.name === sign);
    if (!isFound) return false;
    this.#at += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#unexpected(sign);
  }

  #unexpected(wanted?: string): JqSyntaxError {
    const found = this.#tokens[this.#at];
    const place =
      found === undefined ? 'its end' : `part ${this.#at + 1} of it`;
    return new JqSyntaxError(
      `The expression "${this.#text}" cannot be read at ${place}${
        wanted ? `: "${wanted}" was expected` : ''
      }.`,
    );
  }
}

function at(target: Expression, name: string): Expression {
  return { kind: 'at', target, key: { kind: 'literal', value: name } };
}

/**
 * Reads a jq expression.
 *
 * @throws JqSyntaxError for what is none, or uses what is not supported.
 */
export function parseExpression(text: string): Expression {
  return new Parser(text).all();
}
