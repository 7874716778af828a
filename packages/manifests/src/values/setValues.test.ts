import { lines } from '../testing/repository';
import { ManifestValue } from '../yaml/content';
import { setValues } from './setValues';

const set = (file: string, text: string, path: string, value: ManifestValue) =>
  setValues(file, text, [{ path, value }]);

type Case = [string, string, ManifestValue, string];

const messageOf = (message: RegExp) => ({
  status: 'refused',
  problem: expect.objectContaining({ message: expect.stringMatching(message) }),
});

describe('setValues in YAML', () => {
  it.each<Case>([
    ['a.b', 'a: {b: x}\n', '1.0', 'a: {b: "1.0"}\n'],
    ['a.0', 'a: [x, y]', 'z', 'a: [z, y]'],
    ['a.[1]', 'a:\n- x\n- y', 'z', 'a:\n- x\n- z'],
    ['a.:0', "a:\n  0: 'x'", 'z', "a:\n  0: 'z'"],
    ['a\\.b', 'a.b: x # c', 'z', 'a.b: z # c'],
    ['a.x\\:y', 'a: {"x:y": 1}', 2, 'a: {"x:y": 2}'],
    ['a.-1', 'a:\n  - x\nb: y\n', 'z', 'a:\n  - x\n  - z\nb: y\n'],
    ['a.[9]', 'a: [x]', 'z', 'a: [x, z]'],
    ['a.1.b', 'a:\n- b: x\n', 'z', 'a:\n- b: x\n- b: z\n'],
    ['b', 'a: &a x\nb: *a\n', 'z', 'a: &a x\nb: z\n'],
    ['b.c', 'a: &a {c: x}\nb: *a\n', 'z', 'a: &a {c: z}\nb: *a\n'],
    ['b.d', 'a: &a {c: x}\nb: *a\n', 'z', 'a: &a {c: x, d: z}\nb: *a\n'],
    [
      'b.c',
      'a: &a {c: x}\nb:\n  <<: *a\n',
      'z',
      'a: &a {c: x}\nb:\n  <<: *a\n  c: z\n',
    ],
    ['a.b.c', '{}', 'z', '{a: {b: {c: z}}}'],
    ['a.b', 'x: y', 'z', 'x: y\na:\n  b: z'],
    ['a.b', 'a: # why\nx: y\n', 'z', 'a: # why\n  b: z\nx: y\n'],
    ['a.b', 'a: x # why\n', 'z', 'a: # why\n  b: z\n'],
    ['a.b', '{"a":{"x":"y"}}', 'z', '{"a":{"x":"y", "b": "z"}}'],
    ['a', '', 'z', 'a: z\n'],
    ['a', '# only this\n', 'z', '# only this\na: z\n'],
    ['a', 'a: x\n---\na: x\n', 'z', 'a: z\n---\na: x\n'],
    ['a', '\uFEFFa: x\r\n', 'z', '\uFEFFa: z\r\n'],
    ['a', 'a: x', true, 'a: true'],
    ['a', 'a: x', null, 'a: null'],
    ['a', 'a: "1"', 1.5, 'a: 1.5'],
    ['a', 'a: 1', '1.5', 'a: "1.5"'],
    ['a', 'a: &x 1\nb: *x', 2, 'a: &x 2\nb: *x'],
    ['a', 'a: |\n  x\n  y\nb: 1\n', 'x\nz\n', 'a: |\n  x\n  z\nb: 1\n'],
    ['a', 'a: [1, 2] # c\n', [1, 3, 4], 'a: [1, 3, 4] # c\n'],
    [
      'a',
      'a:\n- x # 1\n# 2\n- y # 3\n',
      ['x', 'z', 'w'],
      'a:\n- x # 1\n# 2\n- z # 3\n- w\n',
    ],
  ])('sets %s in %p', (path, before, value, after) => {
    const result = set('a.yaml', before, path, value);
    expect(result).toEqual({ status: 'edited', text: after });
    // Appending is the one setting that is another each time.
    expect(set('a.yaml', after, path, value).status).toBe(
      /-1|9/.test(path) ? 'edited' : 'unchanged',
    );
  });

  it.each([
    ['', 'a: b', /it is empty/],
    [' ', 'a: b', /it is empty/],
    ['a..b', 'a: b', /a part of it is empty/],
    ['a.', 'a: b', /a part of it is empty/],
    ['a:b', 'a: b', /write a colon/],
    ['a\\b', 'a: b', /a backslash/],
    ['a\\', 'a: b', /ends with a backslash/],
    ['a.[-2]', 'a: [x]', /not negative/],
    ['a.-2', 'a: [x]', /not negative/],
    ['a.b', 'a: [x]', /'b' is not the index/],
    ['a.:0', 'a: [x]', /'0' is not the index/],
    ['a', 'a: [x', /not valid YAML/],
    ['a', 'text', /stands in the way/],
    ['b.c.d', 'a: &a {c: {d: 1, e: 2}}\nb: {<<: *a}', /merge key/],
    ['a', 'a: !!int 1', /would change something else/],
    ['a', 'a: {b: &x 1}\nc: *x', /would change something else/],
  ])('refuses %j in %j', (path, text, message) => {
    expect(set('a.yaml', text, path, 'v')).toEqual(messageOf(message));
  });
});

describe('setValues in JSON', () => {
  it.each<Case>([
    ['a', '{"a": "x"}', 'z', '{"a": "z"}'],
    ['a.b', '{"a":{"b":1}}\n', 425, '{"a":{"b":425}}\n'],
    ['a\\.b', '{"a.b": null}', true, '{"a.b": true}'],
    ['a.1', '{"a": [1,2]}', 3, '{"a": [1,3]}'],
    ['a.-1', '{"a": [1,2]}', 3, '{"a": [1,2,3]}'],
    ['a.3', '{"a": [1]}', 'z', '{"a": [1, null, null, "z"]}'],
    ['a.:0', '{"a": {"0": 1}}', 2, '{"a": {"0": 2}}'],
    ['a.0.b', '{}', 'z', '{"a": [{"b": "z"}]}'],
    ['a.b', '{"a": {}}', 'z', '{"a": {"b": "z"}}'],
    ['b', '{"a":1}', 2, '{"a":1,"b":2}'],
    ['b', '{"a": 1}', 2, '{"a": 1, "b": 2}'],
    ['b', '{\r\n\t"a": 1\r\n}', 2, '{\r\n\t"a": 1,\r\n\t"b": 2\r\n}'],
    ['a', '', 'z', '{"a": "z"}'],
    ['a', '\uFEFF{"a": 1}', 2, '\uFEFF{"a": 2}'],
    ['a.b', '{"a": "x"}', 'z', '{"a": {"b": "z"}}'],
    ['a', '{"a": {"b": 1}}', 'z', '{"a": "z"}'],
    ['a', '{"a": "\\u00e9", "b": 1.50}', 'é"\n', '{"a": "é\\"\\n", "b": 1.50}'],
    ['a', '{"a": 1}', 12345678901234567890n, '{"a": 12345678901234567890}'],
  ])('sets %s in %p', (path, before, value, after) => {
    expect(set('a.json', before, path, value)).toEqual({
      status: 'edited',
      text: after,
    });
  });

  it.each([
    ['{"a": "x"}', 'x'],
    ['{"a": "\\u0078"}', 'x'],
    ['{"a": 1}', 1],
  ])('leaves %j, which says %j', (text, value) => {
    expect(set('a.json', text, 'a', value)).toEqual({ status: 'unchanged' });
  });

  it.each([
    ['a', '{"a": 1, "a": 2}', 'z', /'a' is there twice/],
    ['a', '{"a": 1,}', 'z', /a key in double quotes is expected/],
    ['a', '{"a": [1,]}', 'z', /a value is expected/],
    ['a', '{"a": 01}', 'z', /'}' is expected/],
    ['a', "{'a': 1}", 'z', /a\.json:1 is not valid JSON/],
    ['a', '{"a": 1\n} // x', 'z', /a\.json:2 .*the end is expected/],
    ['a', '{"a": "\t"}', 'z', /a value is expected/],
    ['a', `${'['.repeat(200)}`, 'z', /nested deeper/],
    ['a', '"x"', 'z', /stands in the way/],
    ['a.b', '{"a": []}', 'z', /not the index/],
    ['a.-2', '{"a": []}', 'z', /not negative/],
    ['a.999999', '{"a": []}', 'z', /more than 100/],
    ['a', '{}', null, /texts, numbers and booleans/],
    ['a', '{}', {}, /texts, numbers and booleans/],
    ['a', '{}', Infinity, /not a number that can be written/],
    ['', '{}', 'z', /it is empty/],
  ])('refuses %j in %j', (path, text, value, message) => {
    expect(set('a.json', text, path, value)).toEqual(messageOf(message));
  });
});

describe('setValues in TOML', () => {
  const file = lines(
    '# a file',
    'title = "x" # its title',
    "path = 'C:\\x'",
    'when = 1979-05-27T07:32:00Z',
    'ratio = 1.5',
    'large = 1_000',
    'text = """',
    'one',
    'two"""',
    'site."example.com/a".b = true',
    'list = [ 1, # one',
    '  [ "x", { y = 2 } ],',
    ']',
    '',
    '[[servers]]',
    'name = "a"',
    '[[servers]]',
    'name = "b"',
    '[servers.tls]',
    'on = false',
  );

  it.each<[string, ManifestValue, string, string]>([
    ['title', '1.0', '"x" #', '"1.0" #'],
    ['path', 'D:\\y', "'C:\\x'", "'D:\\y'"],
    ['path', "it's", "'C:\\x'", '"it\'s"'],
    ['when', 'now', '1979-05-27T07:32:00Z', '"now"'],
    ['ratio', 2, '1.5', '2.0'],
    ['large', 2.5, '1_000', '2.5'],
    ['large', 2n ** 60n, '1_000', '1152921504606846976'],
    ['text', 'a\nb\u007f', '"""\none\ntwo"""', '"a\\nb\\u007f"'],
    ['site.example\\.com/a.b', false, 'true', 'false'],
    ['list.0', 7, '[ 1', '[ 7'],
    ['list.1.1.y', 'z', 'y = 2', 'y = "z"'],
    ['servers.1.name', 'c', '"b"', '"c"'],
    ['servers.1.tls.on', true, 'false', 'true'],
  ])('sets %s to %p', (path, value, was, is) => {
    for (const ending of ['\n', '\r\n']) {
      const [before, after] = [file, file.replace(was, is)].map(text =>
        `\uFEFF${text}`.replaceAll('\n', ending),
      );
      const result = set('a.toml', before, path, value);
      expect(result).toEqual({ status: 'edited', text: after });
    }
    const again = file.replace(was, is);
    expect(set('a.toml', again, path, value)).toEqual({ status: 'unchanged' });
  });

  it.each<[string, ManifestValue, RegExp]>([
    ['missing', 'z', /nothing is there/],
    ['title.x', 'z', /nothing is there/],
    ['list.2', 'z', /nothing is there/],
    ['list.-1', 'z', /nothing is there/],
    ['list.:0', 'z', /nothing is there/],
    ['list', 'z', /a table or list is there/],
    ['site', 'z', /a table or list is there/],
    ['servers.1', 'z', /a table or list is there/],
    ['title', null, /texts, numbers and booleans/],
    ['title', ['z'], /texts, numbers and booleans/],
    ['title', 2n ** 63n, /no such number/],
    ['', 'z', /it is empty/],
  ])('refuses %s to be %p', (path, value, message) => {
    expect(set('a.toml', file, path, value)).toEqual(messageOf(message));
  });

  it.each([
    ['a = 1\na = 2', /a\.toml:2 is not valid TOML/],
    ['a = ', /a\.toml:1 is not valid TOML/],
    ['a = \uFFFD', /not text in UTF-8/],
    [`a = ${'['.repeat(9_999)}${']'.repeat(9_999)}`, /not valid TOML/],
  ])('refuses %j', (text, message) => {
    expect(set('a.toml', text, 'a', 'z')).toEqual(messageOf(message));
  });
});

describe('setValues', () => {
  it('makes all settings, the last one of a path winning, or none', () => {
    const settings = ['x', 'z'].map(value => ({ path: 'a', value }));
    expect(setValues('a.yaml', 'a: 1\n', settings)).toEqual({
      status: 'edited',
      text: 'a: z\n',
    });
    const failing = [...settings, { path: '', value: 'w' }];
    expect(setValues('a.yaml', 'a: 1\n', failing).status).toBe('refused');
    expect(setValues('a.yaml', 'a: 1\n', [])).toEqual({ status: 'unchanged' });
  });
});
