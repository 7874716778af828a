import type { JsonValue } from './JsonValue';

/** What a reviver is told of the text a value was read from (ECMA-262, JSON.parse source text access). */
interface SourceContext {
  source?: string;
}

type Reviver = (
  this: unknown,
  key: string,
  value: unknown,
  context?: SourceContext,
) => unknown;

/** An integer so long that a double may not hold it: found by a scan far cheaper than reviving every value. */
const LONG_INTEGER = /[:[,\s]-?\d{16,}\s*[,\]}\s]|^-?\d{16,}\s*$/;

const reviveIntegers: Reviver = (_key, value, context) => {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return context?.source && /^-?\d+$/.test(context.source)
    ? BigInt(context.source)
    : value;
};

/** Where the runtime does not tell the source, long integers outside of texts are marked before they are parsed. */
const MARK = '\u0000integer:';

function markIntegers(text: string): string {
  return text.replace(
    /("(?:[^"\\]|\\.)*")|-?\d{16,}(?![\d.eE])/g,
    (match, quoted: string | undefined) =>
      quoted === undefined ? `"\\u0000integer:${match}"` : quoted,
  );
}

const reviveMarked: Reviver = (_key, value) => {
  if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
  const exact = BigInt(value.slice(MARK.length));
  const rounded = Number(exact);
  return Number.isSafeInteger(rounded) ? rounded : exact;
};

const knowsSource = (() => {
  let known = false;
  const look: Reviver = (_key, value, context) => {
    known = context?.source === '1';
    return value;
  };
  JSON.parse('1', look);
  return known;
})();

/**
 * Parses JSON. Integers beyond 2^53 become bigints, which `JSON.parse` would round.
 *
 * @throws SyntaxError as `JSON.parse` does.
 *
 * @public
 */
export function parseJson(text: string): JsonValue {
  if (!LONG_INTEGER.test(text)) return JSON.parse(text);
  return knowsSource
    ? JSON.parse(text, reviveIntegers)
    : JSON.parse(markIntegers(text), reviveMarked);
}
