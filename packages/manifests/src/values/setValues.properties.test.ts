import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { byteOrderMark, ending, surroundings } from '../__testUtils__/anyYaml';
import { dataReading } from '../data/DataNode';
import { parseToml } from '../toml/parseToml';
import { ScalarValue } from '../yaml/content';
import { setHelmValues } from './setHelmValues';
import { setValues } from './setValues';
import { SetValuesResult } from './ValueSetting';

function textOf(result: SetValuesResult, before: string): string {
  if (result.status === 'refused') {
    throw new Error(`${result.problem.message}\n${JSON.stringify(before)}`);
  }
  return result.status === 'edited' ? result.text : before;
}

const line = fc.oneof(
  fc.constantFrom(
    '1.10',
    'on',
    'null',
    '',
    ' a ',
    '# no comment',
    'a: b',
    "it's",
    '"',
    '\\',
    'ünï→🚀\u0085\u2028',
    'word '.repeat(60),
    '\u007f\t\u001b\uFFFD\0',
  ),
  fc.string({ unit: 'grapheme' }),
);

const scalar = fc.oneof(
  line,
  fc.integer(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.boolean(),
);

/** How a reader of JSON data sees a value. */
const seen = (value: unknown): unknown =>
  typeof value === 'bigint' ? Number(value) : value;

/** The new text has all of the old one but for what stands between two parts. */
function expectAround(after: string, head: string, tail: string): void {
  expect(after.slice(0, head.length)).toBe(head);
  expect(after.slice(after.length - tail.length)).toBe(tail);
}

describe('setting scalars in any YAML', () => {
  const forms = fc.constantFrom<[string, string, string, string?]>(
    ['at:\n  it: ', '  # why\ta tab\n  more: 1', 'at.it'],
    ['at: {it: ', ', more: [1, "2"]} # why', 'at.it'],
    ['at:\n- 1\n-   it: ', ' # why\n    more: 1', 'at.1.it', 'at[1].it'],
    ['at:\n  - - x\n    - ', '\n  - y', 'at.0.1', 'at[0][1]'],
    ['at: [ x,\n  ', ',\n  y ] # why', 'at.1', 'at[1]'],
    ['at: &at\n  it: ', ' # why\nas: *at', 'at.it'],
    ['at: &at\n  it: ', ' # why\nas: *at', 'as.it'],
    ['at:\n  "it": ', '\n\n\n# end', 'at.it'],
    ['at.it: ', '', 'at\\.it', 'at.it'],
    ['at: {"it":', '}', 'at.it'],
  );
  const written = fc.constantFrom(
    'plain',
    'plain text, too'.replace(',', ''),
    "'it''s'",
    '"\\u00e9\\n"',
    '12',
    '~',
    'ünï→🚀',
    `"${'long '.repeat(50)}"`,
  );

  const read = (text: string) =>
    [parseAllDocuments(text)]
      .flat()
      .map(each => JSON.parse(JSON.stringify(each.toJS())));

  it.each([
    ['setValues', setValues, 2 as const],
    ['setHelmValues', setHelmValues, 3 as const],
  ])('%s changes that scalar alone', (_, set, pathAt) => {
    fc.assert(
      fc.property(
        forms,
        written,
        fc.oneof(scalar, fc.constant(null)),
        surroundings,
        (form, old, value: ScalarValue, { above, below, inStyle }) => {
          const path = form[pathAt] ?? form[2];
          const head = inStyle(above + form[0]);
          const tail = inStyle(form[1] + below).replace('\uFEFF', '');
          const before = `${head}${old}${tail}`;
          const settings = [{ path, value }];
          const after = textOf(set('a.yaml', before, settings), before);
          expectAround(after, head, tail);
          // What stands there is read as the value, wherever it is used.
          const wanted = read(`${head}${JSON.stringify(seen(value))}${tail}`);
          expect(read(after)).toEqual(wanted);
          expect(set('a.yaml', after, settings).status).toBe('unchanged');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves block scalars readable, and what is around them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('|', '|-', '|+', '>-', '>'),
        line,
        surroundings,
        (header, value, { above, below, inStyle }) => {
          const head = inStyle(`${above}at:\n  it: `);
          const tail = inStyle(`\n  more: 1 # why${below}`).replace(
            '\uFEFF',
            '',
          );
          const block = inStyle(`${header}\n    one\n    two`);
          const before = `${head}${block.replace('\uFEFF', '')}${tail}`;
          const after = textOf(
            setValues('a.yaml', before, [{ path: 'at.it', value }]),
            before,
          );
          expectAround(after, head, tail);
          expect(read(after)).toEqual(
            read(`${head}${JSON.stringify(value)}${tail}`),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('adds what is missing, and leaves every byte that is there', () => {
    fc.assert(
      fc.property(surroundings, scalar, ({ above, below, inStyle }, value) => {
        const before = inStyle(`${above}at:\n  it: x # why${below}`);
        const settings = [{ path: 'at.new.deep', value }];
        const after = textOf(setValues('a.yaml', before, settings), before);
        const [document] = read(after);
        expect(document.at.new.deep).toEqual(seen(value));
        let same = 0;
        while (same < before.length && before[same] === after[same]) {
          same += 1;
        }
        expect(after.endsWith(before.slice(same))).toBe(true);
        Reflect.deleteProperty(document.at, 'new');
        expect(document).toEqual(read(before)[0]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('setting scalars in any JSON', () => {
  const HERE = '<here>';
  const key = fc.constantFrom('a', 'b.c', '0', '-1', 'd:e', '\\', 'ü', '"');
  const { data } = fc.letrec<{ data: unknown }>(tie => ({
    data: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.oneof(line, fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('data'), { maxLength: 3 }),
      fc.dictionary(key, tie('data'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));

  /** A way to a value: keys, and how many items stand before it in a list. */
  const way = fc.array(fc.oneof(key, fc.nat(2)), {
    minLength: 1,
    maxLength: 4,
  });

  function build(
    [step, ...deeper]: Array<string | number>,
    others: unknown[],
  ): unknown {
    if (step === undefined) {
      return HERE;
    }
    const inner = build(deeper, others);
    return typeof step === 'number'
      ? [...others.slice(0, step), inner, ...others]
      : { before: others, [step]: inner, after: others.length };
  }

  const partOf = (step: string | number) =>
    typeof step === 'number'
      ? String(step)
      : `:${step.replace(/[\\.:"]/g, '\\$&')}`;

  it('changes that scalar alone', () => {
    fc.assert(
      fc.property(
        way,
        fc.array(data, { minLength: 2, maxLength: 3 }),
        scalar,
        fc.constantFrom('', '  ', '\t'),
        ending,
        byteOrderMark,
        (steps, others, value, indent, lineEnd, mark) => {
          const text = JSON.stringify(
            build(steps, others),
            undefined,
            indent,
          ).replaceAll('\uFFFD', '\\ufffd');
          const [head, tail] = `${mark}${text}\n`
            .replaceAll('\n', lineEnd)
            .split(JSON.stringify(HERE));
          const path = steps.map(partOf).join('.');
          const before = `${head}"\\u00e9"${tail}`;
          const settings = [{ path, value }];
          const after = textOf(setValues('a.json', before, settings), before);
          expectAround(after, head, tail);
          const raw = after.slice(head.length, after.length - tail.length);
          const isLarge = typeof value === 'bigint';
          expect(isLarge ? raw : JSON.parse(raw)).toBe(
            isLarge ? String(value) : value,
          );
          expect(setValues('a.json', after, settings).status).toBe('unchanged');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('setting scalars in any TOML', () => {
  const forms = fc.constantFrom<[string, string, string]>(
    ['it = ', ' # why\ta tab', 'it'],
    ['at.it = ', '', 'at.it'],
    ['[at]\n"i.t" = ', '\nmore = 1', 'at.i\\.t'],
    ['at = { it = ', ', more = [1, "2"] } # why', 'at.it'],
    ['at = [ 1, # one\n  ', ',\n]', 'at.1'],
    ['[[at]]\nit = 1\n[[at]]\nit = ', '\n[at.in]\nmore = 1', 'at.1.it'],
    ['[at.in]\n  it=', '\n[at]\nmore = 1', 'at.in.it'],
  );
  const written = fc.constantFrom(
    '"x"',
    "'C:\\x'",
    '"""\none\ntwo"""',
    "'''\n'one' '''",
    '1_000',
    '0x1F',
    'true',
    '1979-05-27 07:32:00',
  );
  const noise = fc.constantFrom(
    '# a comment\twith a tab',
    '',
    'p1 = "a # b"',
    "p2   =   'raw'  # two  blanks",
    'p3 = [ "a", [1.50, +inf], {x = 1} ]',
    'p4.q = """\n[at]\nit = 1"""',
    'p5 = 1979-05-27T07:32:00Z',
    '"p 6" = "ünï→🚀"',
    `p7 = "${'long '.repeat(50)}"`,
  );

  it('changes that scalar alone', () => {
    fc.assert(
      fc.property(
        forms,
        written,
        scalar,
        fc.uniqueArray(noise),
        fc.tuple(ending, byteOrderMark, fc.constantFrom('', '\n', '\n\n')),
        (form, old, value, above, [lineEnd, mark, last]) => {
          const inStyle = (text: string) => text.replaceAll('\n', lineEnd);
          const lines = above.map(each => `${each}\n`).join('');
          const head = mark + inStyle(lines + form[0]);
          const tail = inStyle(form[1] + last);
          const before = `${head}${inStyle(old)}${tail}`;
          const settings = [{ path: form[2], value }];
          const after = textOf(setValues('a.toml', before, settings), before);
          expectAround(after, head, tail);
          const kind = typeof value === 'string' ? 's' : 'p';
          const stands = parseToml(
            `it = ${after.slice(head.length, after.length - tail.length)}`,
          );
          expect(
            stands.status === 'parsed' ? dataReading(stands.root) : stands,
          ).toEqual(new Map([['it', `${kind}:${value}`]]));
          expect(setValues('a.toml', after, settings).status).toBe('unchanged');
        },
      ),
      { numRuns: 500 },
    );
  });
});
