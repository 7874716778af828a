import { setImmediate as nextTurn } from 'node:timers/promises';
import { isJsonObject, type JsonValue } from '@backstage-gitops/drift';
import {
  type Document,
  type DocumentOptions,
  isCollection,
  isMap,
  isScalar,
  parseDocument,
  type ParseOptions,
  type ScalarTag,
  type SchemaOptions,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** Longest text of one document, in characters; etcd takes no object above 1.5 MiB. */
const MAX_DOCUMENT = 3 * 1024 * 1024;

/** Most documents of one text. */
const MAX_DOCUMENTS = 20_000;

/** Most nodes that a document's aliases may stand for, for each that is written out. */
const MAX_ALIASES = 100;

/** Deepest nesting of an object. */
const MAX_DEPTH = 100;

/** What a text of YAML documents holds. */
export type ParsedManifests =
  | { status: 'parsed'; documents: JsonValue[] }
  /** What is wrong, without a word of the text: it may be a Secret. */
  | { status: 'failed'; problem: string };

const BOOLEAN: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/,
  resolve: text => /^(?:y|t|on)/i.test(text),
};

const INTEGER: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?(?:0[xX][0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+|[0-9][0-9_]*)$/,
  resolve: text => {
    const digits = text.replace(/^[-+]|_/g, '');
    const octal = /^0[0-7]+$/.test(digits);
    const size = BigInt(
      octal ? `0o${digits}` : digits.replace(/^0+(?=[0-9])/, ''),
    );
    return text.startsWith('-') ? -size : size;
  },
};

const FLOAT: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/,
  resolve: text => Number(text),
};

/** YAML 1.1 knows these, Kubernetes does not: `22:22` is a text, and so is a date. */
const NOT_KUBERNETES = /:(?:bool|int|float|timestamp|binary|set|omap|pairs)$/;

/** Tags that say what a value is anyway, written out. */
const HARMLESS_TAGS =
  /^tag:yaml\.org,2002:(?:str|bool|int|float|null|map|seq)$/;

const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  schema: 'yaml-1.1',
  customTags: tags => [
    ...tags.filter(
      tag => typeof tag === 'string' || !NOT_KUBERNETES.test(tag.tag),
    ),
    BOOLEAN,
    INTEGER,
    FLOAT,
  ],
  // Compares each key with each: ours is linear.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
};

/**
 * Reads YAML or JSON as Kubernetes does (sigs.k8s.io/yaml): `0644` is octal, an unquoted `yes` is true, dates are texts.
 * Integers that a double cannot hold are bigints. Empty documents are left out. Large texts do not hold up other work:
 * after each document it waits for its turn.
 */
export async function parseManifests(text: string): Promise<ParsedManifests> {
  const documents: JsonValue[] = [];
  // At the start of a line `---` ends a document, whatever stands before it.
  const texts = text.split(/^---(?=\s|$)/m);
  if (texts.length > MAX_DOCUMENTS) {
    return failed(`it holds more than ${MAX_DOCUMENTS} documents`);
  }
  let line = 1;
  for (const [index, one] of texts.entries()) {
    if (index > 0) await nextTurn();
    const parsed = parseOne(one, line);
    if (parsed.status === 'failed') return parsed;
    documents.push(...parsed.documents);
    line += one.split('\n').length - 1;
  }
  return { status: 'parsed', documents };
}

function parseOne(text: string, firstLine: number): ParsedManifests {
  if (text.length > MAX_DOCUMENT) {
    return failed(
      `the document at line ${firstLine} is longer than ${MAX_DOCUMENT} characters`,
    );
  }
  const lineOf = (offset: number) =>
    firstLine + text.slice(0, offset).split('\n').length - 1;
  try {
    const document = parseDocument(text, OPTIONS);
    const [error] = document.errors;
    if (error) {
      return failed(`it is not valid YAML at line ${lineOf(error.pos[0])}`);
    }
    const problem = structureProblem(document, lineOf);
    if (problem) return failed(problem);
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return {
      status: 'parsed',
      documents: value === null || value === undefined ? [] : [toJson(value)],
    };
  } catch (_error) {
    // Thrown without a position: aliases that lead nowhere or multiply, and nesting that exhausts the stack.
    return failed(
      `the document at line ${firstLine} is nested too deep, or has too many aliases or one that leads nowhere`,
    );
  }
}

function structureProblem(
  document: Document.Parsed,
  lineOf: (offset: number) => number,
): string | undefined {
  let problem: string | undefined;
  visit(document, {
    Value(_key, node, path) {
      const found =
        tagProblem(node.tag) ??
        (isCollection(node) ? problemOf(node, path.length) : undefined);
      if (found === undefined) return undefined;
      problem = `${found} at line ${lineOf(node.range?.[0] ?? 0)}`;
      return visit.BREAK;
    },
  });
  return problem;
}

/** A tag can make a text of anything, such as a field's name of base64: no reader need agree with another on that. */
function tagProblem(tag: string | undefined): string | undefined {
  return tag === undefined || HARMLESS_TAGS.test(tag)
    ? undefined
    : 'a YAML tag is used';
}

function problemOf(node: YAMLMap | YAMLSeq, ancestors: number) {
  // A map in a map has two ancestors more: the pair, and the map around it.
  if (ancestors > MAX_DEPTH * 2) {
    return `it is nested more than ${MAX_DEPTH} levels deep`;
  }
  const seen = new Set<string>();
  for (const item of isMap(node) ? node.items : []) {
    if (!isScalar(item.key)) return 'a key is not a text';
    const name = String(item.key.value);
    if (name !== '<<' && seen.has(name)) return 'a key is there twice';
    seen.add(name);
  }
  return undefined;
}

/** What toJS leaves, as JSON; recursion is as deep as the document, which was checked. */
function toJson(value: unknown): JsonValue {
  switch (typeof value) {
    case 'bigint': {
      const rounded = Number(value);
      return Number.isSafeInteger(rounded) ? rounded : value;
    }
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
  }
  if (Array.isArray(value)) return value.map(toJson);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, toJson(item)]),
      )
    : null;
}

function failed(problem: string): ParsedManifests {
  return { status: 'failed', problem };
}

/** The one document of a text that is an object, such as a Chart.yaml. */
export async function parseOneObject(text: string) {
  const parsed = await parseManifests(text);
  const [document, ...others] =
    parsed.status === 'parsed' ? parsed.documents : [];
  return others.length === 0 && isJsonObject(document) ? document : undefined;
}
