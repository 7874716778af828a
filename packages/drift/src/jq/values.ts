import { RE2JS } from 're2js';
import { isJsonObject, type JsonValue, jsonEqual, printJson } from '../json';
import { JqMismatch } from './errors';
import type { Operator } from './Expression';

export function isTrue(value: JsonValue): boolean {
  return value !== null && value !== false;
}

export function typeName(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'bigint' ? 'number' : typeof value;
}

/** jq's order of all values: null, false, true, numbers, texts, arrays, objects. */
const RANKS = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];

function rank(value: JsonValue): number {
  return RANKS.indexOf(
    typeof value === 'boolean' ? String(value) : typeName(value),
  );
}

export function compare(a: JsonValue, b: JsonValue): number {
  if (jsonEqual(a, b)) return 0;
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : 1;
  return printJson(a) < printJson(b) ? -1 : 1;
}

function isNumber(value: JsonValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** @throws JqMismatch for values that cannot be combined. */
export function combine(
  operator: Operator,
  a: JsonValue,
  b: JsonValue,
): JsonValue {
  switch (operator) {
    case '==':
      return jsonEqual(a, b);
    case '!=':
      return !jsonEqual(a, b);
    case '<':
      return compare(a, b) < 0;
    case '<=':
      return compare(a, b) <= 0;
    case '>':
      return compare(a, b) > 0;
    case '>=':
      return compare(a, b) >= 0;
    default:
      return calculate(operator, a, b);
  }
}

function calculate(operator: Operator, a: JsonValue, b: JsonValue): JsonValue {
  if (operator === '+') {
    if (a === null) return b;
    if (b === null) return a;
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
    if (isJsonObject(a) && isJsonObject(b)) return { ...a, ...b };
  }
  if (operator === '-' && Array.isArray(a) && Array.isArray(b)) {
    return a.filter(item => !b.some(other => jsonEqual(item, other)));
  }
  if (isNumber(a) && isNumber(b)) {
    const [one, other] = [Number(a), Number(b)];
    switch (operator) {
      case '+':
        return one + other;
      case '-':
        return one - other;
      case '*':
        return one * other;
      case '/':
        if (other !== 0) return one / other;
        break;
      case '%':
        if (Math.trunc(other) !== 0) return Math.trunc(one) % Math.trunc(other);
        break;
      default:
    }
  }
  throw new JqMismatch(
    `${typeName(a)} ${operator} ${typeName(b)} has no value`,
  );
}

export function contains(a: JsonValue, b: JsonValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return b.every(item => a.some(other => contains(other, item)));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    return Object.entries(b).every(
      ([name, value]) => Object.hasOwn(a, name) && contains(a[name], value),
    );
  }
  return jsonEqual(a, b);
}

export function has(value: JsonValue, key: JsonValue): boolean {
  if (isJsonObject(value) && typeof key === 'string') {
    return Object.hasOwn(value, key);
  }
  if (Array.isArray(value) && typeof key === 'number') {
    return key >= 0 && key < value.length;
  }
  throw new JqMismatch(`has(${typeName(key)}) of ${typeName(value)}`);
}

export function lengthOf(value: JsonValue): number {
  if (value === null) return 0;
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  if (isJsonObject(value)) return Object.keys(value).length;
  if (isNumber(value)) return Math.abs(Number(value));
  throw new JqMismatch(`${typeName(value)} has no length`);
}

function textOf(value: JsonValue): string {
  if (typeof value !== 'string') {
    throw new JqMismatch(`${typeName(value)} is no text`);
  }
  return value;
}

/** @throws JqMismatch for what is no text, or no pattern. */
export function textTest(
  name: 'startswith' | 'endswith' | 'test',
  value: JsonValue,
  wanted: JsonValue,
): boolean {
  const [text, part] = [textOf(value), textOf(wanted)];
  if (name === 'startswith') return text.startsWith(part);
  if (name === 'endswith') return text.endsWith(part);
  try {
    // In linear time, whatever the pattern.
    return RE2JS.compile(part).matcher(text).find();
  } catch {
    throw new JqMismatch(`"${part}" is no pattern`);
  }
}

export function downcase(value: JsonValue): string {
  return textOf(value).replace(/[A-Z]/g, letter => letter.toLowerCase());
}
