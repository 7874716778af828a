import { parseManifests, parseOneObject } from './parseManifests';

const problemOf = async (text: string) => {
  const parsed = await parseManifests(text);
  return parsed.status === 'failed' ? parsed.problem : parsed.documents;
};

describe('parseManifests', () => {
  it.each([
    ['0644', 420],
    ['0o17', 15],
    ['0x1F', 31],
    ['0b11', 3],
    ['08', 8],
    ['-010', -8],
    ['1_000', 1000],
    ['+1', 1],
    ['1e3', 1000],
    ['.5', 0.5],
    ['1.', 1],
    ['yes', true],
    ['y', true],
    ['ON', true],
    ['NO', false],
    ['off', false],
    ['~', null],
    ['', null],
    ['NULL', null],
    ['22:22', '22:22'],
    ['12:30:45', '12:30:45'],
    ['2020-01-01', '2020-01-01'],
    ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
    ['1.2.3', '1.2.3'],
    ['"0644"', '0644'],
    ["'yes'", 'yes'],
    ['=', '='],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
  ])('reads %s as Kubernetes does', async (text, value) => {
    expect(await problemOf(`a: ${text}\n`)).toEqual([{ a: value }]);
  });

  it('divides documents where YAML does', async () => {
    const text =
      '# none\n---\na: 1\n---\n---\nb: |\n  ---\n  not a document\n--- # c\nc: ---\n';
    expect(await problemOf(text)).toEqual([
      { a: 1 },
      { b: '---\nnot a document\n' },
      { c: '---' },
    ]);
  });

  it('follows aliases and merge keys', async () => {
    const text = 'a: &a { x: 1, z: 2 }\nb: { <<: *a, z: 3 }\nc: *a\n';
    expect(await problemOf(text)).toEqual([
      { a: { x: 1, z: 2 }, b: { x: 1, z: 3 }, c: { x: 1, z: 2 } },
    ]);
  });

  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, index) => {
      const before = '*'.concat('abcdefgh'[index]);
      return `${name}: &${name} [${Array(10).fill(before).join(', ')}]`;
    }),
  ].join('\n');

  it.each([
    ['many aliases', bomb, /aliases/],
    [
      'an alias that leads nowhere',
      'a: *secret',
      /not valid YAML at line 1|leads nowhere/,
    ],
    [
      'deep flows',
      `a: ${'['.repeat(50_000)}`,
      /nested too deep|not valid YAML/,
    ],
    [
      'deep maps',
      `a: ${'{a: '.repeat(200)}1${'}'.repeat(200)}`,
      /100 levels deep/,
    ],
    [
      'keys there twice',
      'a: 1\nb:\n  secret: 1\n  secret: 2\n',
      /twice .* line 3/,
    ],
    ['keys that are no texts', '? [a]\n: b\n', /key is not a text/],
    ['a tag', 'a: !!binary c2VjcmV0', /tag is used at line 1/],
    ['a tag of a key', '? !!binary c2VjcmV0\n: a', /tag is used/],
    [
      'an error below other documents',
      'a: 1\n---\nb: 2\n---\n\nc: "secret\n',
      /not valid YAML at line [67]/,
    ],
    ['a huge document', `a: ${'x'.repeat(3 * 1024 * 1024)}`, /longer than/],
    ['too many documents', '---\n'.repeat(20_001), /more than 20000 documents/],
  ])('fails on %s, quoting nothing', async (_name, text, problem) => {
    const found = await problemOf(text);
    expect(found).toMatch(problem);
    expect(found).not.toMatch(/secret/);
  });
});

describe('parseOneObject', () => {
  it.each([
    ['a: 1', { a: 1 }],
    ['a: 1\n---\nb: 2', undefined],
    ['[a]', undefined],
    ['a: [', undefined],
    ['', undefined],
  ])('%j', async (text, object) => {
    expect(await parseOneObject(text)).toEqual(object);
  });
});
