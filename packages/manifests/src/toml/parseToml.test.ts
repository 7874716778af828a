import { dataReading } from '../data/DataNode';
import { parseToml } from './parseToml';

/** What is read, maps as objects. */
function read(text: string): unknown {
  const parsed = parseToml(text);
  return parsed.status === 'parsed'
    ? plain(dataReading(parsed.root))
    : parsed.found;
}

function plain(reading: ReturnType<typeof dataReading>): unknown {
  if (reading instanceof Map) {
    return Object.fromEntries(
      [...reading].map(([key, value]) => [key, plain(value)]),
    );
  }
  return Array.isArray(reading) ? reading.map(plain) : reading;
}

describe('parseToml', () => {
  it.each([
    ['', {}],
    ['\uFEFF# only this', {}],
    ['a = 1\r\nb = -0 # c', { a: 'p:1', b: 'p:0' }],
    ['a = 0xFF\nb = 1_0', { a: 'p:255', b: 'p:10' }],
    ['a = 1.50\nb = -inf', { a: 't:float 1.5', b: 't:float -Infinity' }],
    ['a = 1979-05-27 07:32:00Z # c', { a: 't:date 1979-05-27 07:32:00Z' }],
    ['a = "\\u00e9\\n"', { a: 's:é\n' }],
    ["a = 'C:\\x'", { a: 's:C:\\x' }],
    ['a = """\n1\\\n   2"""""', { a: 's:12""' }],
    ["a = '''\n'1' \n'''", { a: "s:'1' \n" }],
    ['"a.b" . c = true', { 'a.b': { c: 'p:true' } }],
    ['__proto__ = 1', JSON.parse('{"__proto__": "p:1"}')],
    ['a = [ 1, # one\n [2], ]', { a: ['p:1', ['p:2']] }],
    ['a = {b.c = 1, d = {}}', { a: { b: { c: 'p:1' }, d: {} } }],
    ['[a.b]\nc = 1\n[a]\nd = 2', { a: { b: { c: 'p:1' }, d: 'p:2' } }],
    [
      '[[a]]\n[a.b]\nc = 1\n[[a]]\nc = 2',
      { a: [{ b: { c: 'p:1' } }, { c: 'p:2' }] },
    ],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['a = 1\na = 2', "the key 'a' is there twice"],
    ['a.b = 1\n[a]', "the key 'a' is there twice"],
    ['[a]\n[a]', "the key 'a' is there twice"],
    ['a = {}\n[a.b]', "the key 'a.b' is there twice"],
    ['a = [{}]\n[[a]]', "the key 'a' is there twice"],
    ['[a]\nb = 1\n[a.b.c]', "the key 'a.b.c' is there twice"],
    ['a = 1 b = 2', "the end of the line is expected, 'b' found"],
    ['a = 01', "a value is expected, '0' found"],
    [`a = ${'9'.repeat(19)}`, "a value is expected, '9' found"],
    [`a = ${'9'.repeat(999_999)}`, "a value is expected, '9' found"],
    ['a = tru', "a value is expected, 't' found"],
    ['a = "x', 'the end of the text, ", is expected, the end found'],
    ['a = "\\ud800"', "the end of the text, \", is expected, '\\' found"],
    ['= 1', "a key is expected, '=' found"],
    ['a', "'=' is expected, the end found"],
    ['[a', "']' is expected, the end found"],
    ['a = [1 2]', "']' is expected, '2' found"],
    [`a = ${'['.repeat(99_999)}`, 'nested deeper than 100'],
    [`a = ${'{a='.repeat(99_999)}`, 'nested deeper than 100'],
    [`${'a.'.repeat(99_999)}a = 1`, 'nested deeper than 100'],
    [`[${'a.'.repeat(99_999)}a]`, 'nested deeper than 100'],
  ])('refuses %.40j', (text, found) => {
    expect(read(text)).toContain(found);
  });
});
