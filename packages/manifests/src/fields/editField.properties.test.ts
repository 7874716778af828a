import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { ManifestValue } from '../yaml/content';
import { parseSource } from '../yaml/source';
import { editField, FieldTarget } from './editField';
import { FieldStep } from './FieldStep';

type Json = Exclude<ManifestValue, bigint>;

const key = fc.constantFrom('a', 'b', 'name', 'x.y/z', 'on', '1', 'long-er');

const line = fc.constantFrom<Json>(
  'text',
  '1',
  'on',
  'a b',
  'a: b',
  '# no',
  "it's",
  '"',
  '',
  '- x',
  '128Mi',
  1,
  -2.5,
  true,
  false,
  null,
);

const block = fc.constantFrom<Json>(
  'one\ntwo',
  'one\n\n  two\n',
  'one \n\n',
  ' one\n',
  '# one\n\ttwo\n',
);

const { value } = fc.letrec<{ value: Json; map: Json }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { arbitrary: line, weight: 3 },
    block,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
  ),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

const root = fc.dictionary(key, value, {
  minKeys: 1,
  maxKeys: 5,
  noNullPrototype: true,
});

const HAS_LINES = /\bone\b/;

/** A stream of documents in one of many styles, and the one that is edited. */
const file = fc
  .record({
    documents: fc.array(root, { minLength: 1, maxLength: 3 }),
    chosen: fc.nat(),
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
    quotes: fc.boolean(),
    comments: fc.array(
      fc.constantFrom('', '', ' # why', '  #\ta tab', '\n# above', '\n'),
      { minLength: 1 },
    ),
    ending: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
    isEnded: fc.boolean(),
  })
  .map(({ documents, chosen, comments, ending, mark, isEnded, ...style }) => {
    let at = 0;
    const plain = documents
      .map(document =>
        stringify(document, {
          indent: style.indent,
          indentSeq: style.indentSeq,
          collectionStyle: style.collectionStyle,
          singleQuote: style.quotes,
          lineWidth: 0,
          flowCollectionPadding: style.quotes,
        }),
      )
      .join('---\n');
    // In a text of several lines, a comment would be a part of it.
    const commented = HAS_LINES.test(plain)
      ? plain
      : plain.replace(/[^\n]*\n/g, written => {
          at += 1;
          const comment = comments[at % comments.length];
          const isMarker = written.startsWith('---');
          return isMarker ? written : `${written.trimEnd()}${comment}\n`;
        });
    const ended = isEnded ? commented : commented.replace(/\n+$/, '');
    return {
      text: mark + ended.replaceAll('\n', ending),
      document: chosen % documents.length,
      json: documents[chosen % documents.length],
    };
  });

type Path = Array<string | number>;

function pathsIn(json: Json, path: Path = []): Path[] {
  const inner: Array<[string | number, Json]> = Array.isArray(json)
    ? json.map((item, index) => [index, item as Json])
    : Object.entries(typeof json === 'object' && json !== null ? json : {}).map(
        ([name, item]) => [name, item as Json],
      );
  return inner.flatMap(([step, item]) => [
    [...path, step],
    ...pathsIn(item, [...path, step]),
  ]);
}

const stepsOf = (path: Path): FieldStep[] =>
  path.map(step => (typeof step === 'number' ? { index: step } : step));

function edit(
  text: string,
  document: number,
  path: Path,
  to: FieldTarget,
): string {
  const parsed = parseSource('a.yaml', text);
  if (parsed.status === 'failed') {
    throw new Error(parsed.problem.message);
  }
  const { source } = parsed;
  const result = editField({ source, document }, stepsOf(path), to);
  if (result.status === 'unchanged') {
    return text;
  }
  if (result.status !== 'edited') {
    throw new Error(`${JSON.stringify(result)} in\n${text}`);
  }
  return result.text;
}

const read = (text: string): unknown[] =>
  [parseAllDocuments(text)]
    .flat()
    .map(document => JSON.parse(JSON.stringify(document.toJS())));

/** What a path leads to in plain data. */
const childAt = (data: unknown, path: Path): unknown =>
  path.reduce((at, step) => Reflect.get(Object(at), step), data);

/** The documents with one value set, or removed. */
function expected(
  text: string,
  document: number,
  path: Path,
  to: FieldTarget,
): unknown[] {
  const documents = read(text);
  const at = childAt(documents[document], path.slice(0, -1));
  const last = path[path.length - 1];
  if (to.kind === 'set') {
    Object.assign(Object(at), { [last]: to.value });
  } else if (Array.isArray(at)) {
    at.splice(Number(last), 1);
  } else {
    Reflect.deleteProperty(Object(at), last);
  }
  return documents;
}

/** Whether each of `some` comes in `all`, in that order. */
function isPartOf(some: string[], all: string[]): boolean {
  let at = 0;
  for (const text of all) {
    if (text === some[at]) {
      at += 1;
    }
  }
  return at === some.length;
}

const linesOf = (text: string) =>
  text.replace('\uFEFF', '').split(/\r?\n/).filter(Boolean);

const isScalar = (json: unknown) => typeof json !== 'object' || json === null;

describe('editField, for any file', () => {
  it('changes what a reader sees at a path, and nothing else', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.option(value), (given, pick, wanted) => {
        const { text, document, json } = given;
        const paths = pathsIn(json);
        const path = paths[pick % paths.length];
        const to: FieldTarget =
          wanted === null ? { kind: 'remove' } : { kind: 'set', value: wanted };
        expect(read(edit(text, document, path, to))).toEqual(
          expected(text, document, path, to),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('changes one line for a scalar, and leaves its comment', () => {
    fc.assert(
      fc.property(file, fc.nat(), line, (given, pick, wanted) => {
        const { text, document, json } = given;
        const paths = pathsIn(json).filter(path =>
          isScalar(childAt(json, path)),
        );
        fc.pre(paths.length > 0 && !HAS_LINES.test(text));
        const path = paths[pick % paths.length];
        const after = edit(text, document, path, {
          kind: 'set',
          value: wanted,
        });
        const old = text.split('\n');
        const now = after.split('\n');
        expect(now).toHaveLength(old.length);
        const differing = old.flatMap((was, index) =>
          was === now[index] ? [] : [[was, now[index]]],
        );
        expect(differing.length).toBeLessThanOrEqual(1);
        for (const [was, is] of differing) {
          const comment = /\s+#(?: why|\ta tab)?\r?$/.exec(was)?.[0] ?? '';
          expect(is.endsWith(comment)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes back what it put in, to the last byte', () => {
    fc.assert(
      fc.property(file, fc.nat(), value, (given, pick, wanted) => {
        const { text, document, json } = given;
        const maps = [[], ...pathsIn(json)].filter(path => {
          const at = childAt(json, path);
          return !isScalar(at) && Object.keys(Object(at)).length > 0;
        });
        // A text of several lines gives its file a last line end.
        const hasLines = HAS_LINES.test(`${text} ${JSON.stringify(wanted)}`);
        fc.pre(text.endsWith('\n') || !hasLines);
        const path: Path = maps[pick % maps.length];
        const at = childAt(json, path);
        const step = Array.isArray(at) ? at.length : 'new';
        const put = edit(text, document, [...path, step], {
          kind: 'set',
          value: wanted,
        });
        expect(edit(put, document, [...path, step], { kind: 'remove' })).toBe(
          text,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('touches no other line when it adds to or takes from block collections', () => {
    fc.assert(
      fc.property(file, fc.nat(), value, (given, pick, wanted) => {
        const { text, document, json } = given;
        fc.pre(!/[{[]/.test(text) && !HAS_LINES.test(text));
        const put = edit(text, document, ['new'], {
          kind: 'set',
          value: wanted,
        });
        expect(isPartOf(linesOf(text), linesOf(put))).toBe(true);
        const keys = Object.keys(json);
        fc.pre(keys.length > 1);
        const gone = edit(text, document, [keys[pick % keys.length]], {
          kind: 'remove',
        });
        expect(isPartOf(linesOf(gone), linesOf(text))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
