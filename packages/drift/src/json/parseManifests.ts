import { parseAllDocuments, type ScalarTag } from 'yaml';
import { isJsonObject, type JsonObject, type JsonValue } from './JsonValue';

/** Most aliases a document may use: beyond that it is a bomb. */
const MAX_ALIASES = 1000;

/** Deepest nesting of a manifest. */
const MAX_DEPTH = 100;

/** Longest text, in characters. */
const MAX_LENGTH = 16 * 1024 * 1024;

/** What a text of YAML documents holds. @public */
export type ParsedManifests =
  | { status: 'parsed'; documents: JsonValue[] }
  | { status: 'failed'; problem: string };

/** Kubernetes reads YAML 1.1 booleans: an unquoted `yes` or `on` is true (sigs.k8s.io/yaml). */
const oldBoolean: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/,
  resolve: text => /^(y|on)/i.test(text) && !/^(no?$)/i.test(text),
};

/**
 * It reads integers of YAML 1.1 as well: `0644` is octal, `0b11` binary, `1_000` a thousand (go-yaml, "resolve"), where
 * YAML 1.2 has other numbers and texts.
 */
const oldInteger: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|[1-9]\d*(?:_+\d+)+)$/,
  resolve: text => {
    const [, sign, digits] = /^([-+]?)(.*)$/.exec(text.replace(/_/g, '')) ?? [];
    const value = BigInt(digits.replace(/^0o?(?=[0-7])/, '0o'));
    return sign === '-' ? -value : value;
  },
};

function lossless(value: unknown, depth: number): JsonValue {
  if (depth > MAX_DEPTH) {
    throw new Error(
      `The document is nested more than ${MAX_DEPTH} levels deep.`,
    );
  }
  if (typeof value === 'bigint') {
    const rounded = Number(value);
    return Number.isSafeInteger(rounded) ? rounded : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => lossless(item, depth + 1));
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        lossless(item, depth + 1),
      ]),
    );
  }
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null
  ) {
    return value;
  }
  return null;
}

/**
 * Reads YAML or JSON as an API server would: several documents, integers without loss. Empty documents are left out.
 *
 * @public
 */
export function parseManifests(text: string): ParsedManifests {
  if (text.length > MAX_LENGTH) {
    return {
      status: 'failed',
      problem: `The text has ${text.length} characters; at most ${MAX_LENGTH} are read.`,
    };
  }
  try {
    const documents: JsonValue[] = [];
    for (const document of parseAllDocuments(text, {
      intAsBigInt: true,
      customTags: tags => [oldInteger, ...tags, oldBoolean],
      merge: true,
      uniqueKeys: true,
    })) {
      const [problem] = document.errors;
      if (problem) return { status: 'failed', problem: problem.message };
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      if (value === null || value === undefined) continue;
      documents.push(lossless(value, 0));
    }
    return { status: 'parsed', documents };
  } catch (error) {
    return {
      status: 'failed',
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}

/**
 * The objects of documents: those with a kind, lists taken apart.
 *
 * @public
 */
export function objectsOf(documents: JsonValue[]): JsonObject[] {
  return documents.flatMap(document => {
    if (!isJsonObject(document)) return [];
    if (
      typeof document.kind === 'string' &&
      document.kind.endsWith('List') &&
      Array.isArray(document.items)
    ) {
      return objectsOf(document.items);
    }
    return [document];
  });
}
