import { isJsonObject, type JsonValue, printJson } from '../json';
import { JqMismatch } from './errors';
import type { Expression } from './Expression';
import { child, children, type Found, made, type Steps } from './Found';
import { loop, recurse } from './loops';
import {
  combine,
  contains,
  downcase,
  has,
  isTrue,
  lengthOf,
  textTest,
  typeName,
} from './values';

/**
 * The values that an expression has for a value.
 *
 * @throws JqStepsExceeded, and JqMismatch where the expression does not fit the value.
 */
export function* evaluate(
  expression: Expression,
  input: Found,
  steps: Steps,
): Generator<Found> {
  steps.take();
  const values = (one: Expression, of: Found = input) =>
    evaluate(one, of, steps);
  switch (expression.kind) {
    case 'identity':
      yield input;
      return;
    case 'recurse':
      yield* recurse(input, undefined, steps);
      return;
    case 'literal':
      yield made(expression.value);
      return;
    case 'list': {
      const items: JsonValue[] = [];
      if (expression.items) {
        for (const { value } of values(expression.items)) items.push(value);
      }
      yield made(items);
      return;
    }
    case 'at':
      for (const key of values(expression.key)) {
        for (const target of values(expression.target)) {
          yield child(target, key.value);
        }
      }
      return;
    case 'each':
      for (const target of values(expression.target)) {
        yield* children(target, steps);
      }
      return;
    case 'try':
      try {
        yield* values(expression.body);
      } catch (error) {
        if (!(error instanceof JqMismatch)) throw error;
      }
      return;
    case 'pipe':
      for (const first of values(expression.first)) {
        yield* values(expression.then, first);
      }
      return;
    case 'both':
      yield* values(expression.first);
      yield* values(expression.second);
      return;
    case 'if':
      for (const { value } of values(expression.condition)) {
        yield* values(isTrue(value) ? expression.then : expression.otherwise);
      }
      return;
    case 'binary':
      yield* binary(expression, input, steps);
      return;
    default:
      yield* call(expression, input, steps);
  }
}

function* binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  input: Found,
  steps: Steps,
): Generator<Found> {
  if (operator === '//') {
    let any = false;
    for (const found of withoutErrors(evaluate(left, input, steps))) {
      if (!isTrue(found.value)) continue;
      any = true;
      yield found;
    }
    if (!any) yield* evaluate(right, input, steps);
    return;
  }
  if (operator === 'and' || operator === 'or') {
    for (const { value } of evaluate(left, input, steps)) {
      if (isTrue(value) === (operator === 'or')) {
        yield made(operator === 'or');
      } else {
        for (const other of evaluate(right, input, steps)) {
          yield made(isTrue(other.value));
        }
      }
    }
    return;
  }
  for (const second of evaluate(right, input, steps)) {
    for (const first of evaluate(left, input, steps)) {
      steps.take(sizeOf(first.value) + sizeOf(second.value));
      yield made(combine(operator, first.value, second.value));
    }
  }
}

/** What combining a value costs: growth must come to an end, too. */
function sizeOf(value: JsonValue): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 1;
}

function* withoutErrors(found: Generator<Found>): Generator<Found> {
  try {
    yield* found;
  } catch (error) {
    if (!(error instanceof JqMismatch)) throw error;
  }
}

function* call(
  { name, parameters }: Extract<Expression, { kind: 'call' }>,
  input: Found,
  steps: Steps,
): Generator<Found> {
  const [first, second] = parameters;
  const { value } = input;
  const holds = (condition: Expression, of: Found) => {
    for (const one of evaluate(condition, of, steps)) {
      if (isTrue(one.value)) return true;
    }
    return false;
  };
  switch (name) {
    case 'empty':
      return;
    case 'not':
      yield made(!isTrue(value));
      return;
    case 'type':
      yield made(typeName(value));
      return;
    case 'length':
      yield made(lengthOf(value));
      return;
    case 'keys':
      if (isJsonObject(value)) yield made(Object.keys(value).sort());
      else yield made([...Array(lengthOf(value)).keys()]);
      return;
    case 'tostring':
      yield made(typeof value === 'string' ? value : printJson(value));
      return;
    case 'ascii_downcase':
      yield made(downcase(value));
      return;
    case 'recurse':
      yield* recurse(input, first && (of => evaluate(first, of, steps)), steps);
      return;
    case 'select':
      for (const one of evaluate(first, input, steps)) {
        if (isTrue(one.value)) yield input;
      }
      return;
    case 'map': {
      const items: JsonValue[] = [];
      for (const item of children(input, steps)) {
        for (const one of evaluate(first, item, steps)) items.push(one.value);
      }
      yield made(items);
      return;
    }
    case 'any':
    case 'all': {
      const condition: Expression = first ?? { kind: 'identity' };
      const results = [...children(input, steps)].map(item =>
        holds(condition, item),
      );
      yield made(
        name === 'any' ? results.includes(true) : !results.includes(false),
      );
      return;
    }
    case 'first':
    case 'last': {
      if (!first) {
        yield child(input, name === 'first' ? 0 : -1);
        return;
      }
      let last: Found | undefined;
      for (const one of evaluate(first, input, steps)) {
        last = one;
        if (name === 'first') break;
      }
      if (last) yield last;
      return;
    }
    case 'getpath':
      for (const { value: path } of evaluate(first, input, steps)) {
        if (!Array.isArray(path)) throw new JqMismatch('a path is a list');
        yield path.reduce<Found>(child, input);
      }
      return;
    case 'until':
    case 'while':
    case 'repeat':
      yield* loop(
        name,
        {
          input,
          holds: of => name !== 'repeat' && holds(first, of),
          update: of => evaluate(second ?? first, of, steps),
        },
        steps,
      );
      return;
    default:
      for (const wanted of evaluate(first, input, steps)) {
        yield made(test(name, value, wanted.value));
      }
  }
}

function test(name: string, value: JsonValue, wanted: JsonValue): boolean {
  switch (name) {
    case 'has':
      return has(value, wanted);
    case 'contains':
      return contains(value, wanted);
    case 'inside':
      return contains(wanted, value);
    case 'startswith':
    case 'endswith':
    case 'test':
      return textTest(name, value, wanted);
    default:
      throw new JqMismatch(`${name} is not known`);
  }
}
