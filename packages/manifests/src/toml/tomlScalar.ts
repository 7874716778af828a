import { DataValue, WrittenScalar } from '../data/DataFormat';
import { DataScalar } from '../data/DataNode';
import { scalarReading } from '../yaml/reading';
import { doubleQuoted } from '../yaml/scalars';

const DIGITS = '\\d(?:_?\\d)*';
const WHOLE = `[-+]?(?:0|[1-9](?:_?\\d)*)`;
const TIME = '\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?';

const BOOLEAN = /^(?:true|false)$/;
const INTEGER = new RegExp(`^${WHOLE}$`);
const BASED_INTEGER =
  /^0(?:x[\da-fA-F](?:_?[\da-fA-F])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/;
const FLOAT = new RegExp(
  `^${WHOLE}(?:\\.${DIGITS})?(?:[eE][-+]?${DIGITS})?$|^[-+]?(?:inf|nan)$`,
);
const DATE = new RegExp(
  `^\\d{4}-\\d\\d-\\d\\d(?:[Tt ]${TIME}(?:[Zz]|[-+]\\d\\d:\\d\\d)?)?$|^${TIME}$`,
);

const FLOAT_READING = 't:float ';

/** What a reader makes of a value without quotes, if it is one. */
export function tomlReading(word: string): string | undefined {
  if (BOOLEAN.test(word)) {
    return `p:${word}`;
  }
  const digits = word.replaceAll('_', '');
  if (INTEGER.test(word) || BASED_INTEGER.test(word)) {
    return integerReading(digits.replace('+', ''));
  }
  if (FLOAT.test(word)) {
    return floatReading(Number(digits.replace('inf', 'Infinity')));
  }
  return DATE.test(word) ? `t:date ${word}` : undefined;
}

function floatReading(value: number): string {
  return `${FLOAT_READING}${Object.is(value, -0) ? '-0' : value}`;
}

/** Integers of TOML have 64 bits; more digits are not even counted. */
const LARGEST = 2n ** 63n - 1n;
const MOST_DIGITS = 66;

function integerReading(digits: string): string | undefined {
  const value = digits.length > MOST_DIGITS ? LARGEST + 1n : BigInt(digits);
  return isInteger(value) ? scalarReading(value) : undefined;
}

function isInteger(value: bigint): boolean {
  return value <= LARGEST && value >= -LARGEST - 1n;
}

/**
 * Writes a value in the place of another. A text keeps the quotes that are there
 * where they can hold it, and a number stays a float where one is. Undefined
 * where TOML has no such number.
 */
export function writeTomlScalar(
  value: DataValue,
  { raw, reading }: DataScalar,
): WrittenScalar | undefined {
  if (typeof value === 'string') {
    return { text: quoted(value, raw), reading: scalarReading(value) };
  }
  if (typeof value === 'boolean') {
    return { text: String(value), reading: scalarReading(value) };
  }
  const isWhole = typeof value === 'bigint' || Number.isInteger(value);
  if (isWhole && !reading.startsWith(FLOAT_READING)) {
    const whole = BigInt(value);
    return isInteger(whole)
      ? { text: String(whole), reading: scalarReading(whole) }
      : undefined;
  }
  const number = Number(value);
  return { text: floatText(number), reading: floatReading(number) };
}

function floatText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function quoted(value: string, raw: string): string {
  const isLiteral = raw.startsWith("'") && !raw.startsWith("'''");
  if (isLiteral && /^[^'\p{C}\u2028\u2029\uFFFD]*$/u.test(value)) {
    return `'${value}'`;
  }
  return doubleQuoted(value);
}
