import { lines } from '../testing/repository';
import { parseSource } from '../yaml/source';
import { editField, FieldTarget } from './editField';
import { FieldStep } from './FieldStep';

const set = (value: Extract<FieldTarget, { kind: 'set' }>['value']) =>
  ({ kind: 'set', value } as const);
const remove = { kind: 'remove' } as const;
const named = (name: string) => ({ keys: { name } });

function edit(
  text: string,
  steps: FieldStep[],
  to: FieldTarget,
  path = 'a.yaml',
  document = 0,
) {
  const parsed = parseSource(path, text);
  if (parsed.status === 'failed') {
    throw new Error(parsed.problem.message);
  }
  return editField({ source: parsed.source, document }, steps, to);
}

type Case = [string, string, FieldStep[], FieldTarget, string];

function expectEdits(cases: Case[]) {
  it.each(cases)('%s', (_, before, steps, to, after) => {
    expect(edit(before, steps, to)).toMatchObject({
      status: 'edited',
      text: after,
    });
  });
}

describe('editField sets', () => {
  expectEdits([
    [
      'a plain number, its comment kept',
      'a:\n  b: 1 # one\n',
      ['a', 'b'],
      set(3),
      'a:\n  b: 3 # one\n',
    ],
    ['a quoted text', "a: 'x'\n", ['a'], set('y'), "a: 'y'\n"],
    ['a text that looks like a number', 'a: x\n', ['a'], set('8'), 'a: "8"\n'],
    ['a text that looks like a boolean', 'a: 1', ['a'], set('on'), 'a: "on"'],
    ['a number for a text', 'a: "8"\n', ['a'], set(8), 'a: 8\n'],
    ['a boolean', 'a: false\n', ['a'], set(true), 'a: true\n'],
    [
      'an integer beyond 2^53',
      'a: 1\n',
      ['a'],
      set(9007199254740993n),
      'a: 9007199254740993\n',
    ],
    ['null', 'a: b\n', ['a'], set(null), 'a: null\n'],
    ['a key without a value', 'a:\nb: 1\n', ['a'], set(2), 'a: 2\nb: 1\n'],
    [
      'a key without a value before a comment',
      'a: # why\nb: 1\n',
      ['a'],
      set(2),
      'a: 2 # why\nb: 1\n',
    ],
    [
      'below a key without a value',
      'a: # why\nb: 1\n',
      ['a', 'x', 'z'],
      set('s'),
      'a: # why\n  x:\n    z: s\nb: 1\n',
    ],
    [
      'a missing key, at the end of its map',
      'a:\n    b: 1\n    # end\nc: 2\n',
      ['a', 'd', 'e'],
      set(3),
      'a:\n    b: 1\n    d:\n        e: 3\n    # end\nc: 2\n',
    ],
    [
      'a missing list, indented as others',
      'a:\n  - 1\nb: 2\n',
      ['c', named('x'), 'value'],
      set('s'),
      'a:\n  - 1\nb: 2\nc:\n  - name: x\n    value: s\n',
    ],
    [
      'a new item of a keyed list',
      'e:\n- name: a\n  value: "1"\n# end\nf: 1\n',
      ['e', named('b')],
      set({ value: '2', name: 'b' }),
      'e:\n- name: a\n  value: "1"\n- name: b\n  value: "2"\n# end\nf: 1\n',
    ],
    [
      'an item that keeps its keys',
      'e:\n- name: a\n  value: b\n',
      ['e', named('a')],
      set({ $patch: 'delete' }),
      'e:\n- name: a\n  $patch: delete\n',
    ],
    [
      'a new item of an empty list',
      'e: [] # none\n',
      ['e', named('b')],
      set({ name: 'b' }),
      'e: [{name: b}] # none\n',
    ],
    [
      'in a flow list of flow maps',
      'e: [{name: a, value: x}]\n',
      ['e', named('a'), 'value'],
      set('y: z'),
      'e: [{name: a, value: "y: z"}]\n',
    ],
    [
      'a new item of a set',
      'f:\n  - a\n',
      ['f', { value: 'b' }],
      set('b'),
      'f:\n  - a\n  - b\n',
    ],
    [
      'the item of a port with a default key',
      'p:\n- port: 80\n  protocol: UDP\n- port: 80\n  n: a\n',
      ['p', { keys: { port: 80, protocol: 'TCP' } }, 'n'],
      set('b'),
      'p:\n- port: 80\n  protocol: UDP\n- port: 80\n  n: b\n',
    ],
    [
      'what differs in a map',
      'a:\n  b: 1 # b\n  c: 2 # c\n  d: 3\n',
      ['a'],
      set({ b: 1, c: 5, e: 6 }),
      'a:\n  b: 1 # b\n  c: 5 # c\n  e: 6\n',
    ],
    [
      'what differs in a list',
      'a:\n- x # x\n- y # y\n- z # z\n',
      ['a'],
      set(['x', 'w', 'z', 'v']),
      'a:\n- x # x\n- w # y\n- z # z\n- v\n',
    ],
    [
      'a shorter list',
      'a:\n- x\n- y # y\n- z\n',
      ['a'],
      set(['x', 'z']),
      'a:\n- x\n- z\n',
    ],
    [
      'a map for a scalar',
      'a: b\nc: d\n',
      ['a'],
      set({ x: { s: [1] } }),
      'a:\n  x:\n    s:\n    - 1\nc: d\n',
    ],
    [
      'a scalar for a map',
      'a:\n  x: 1\nc: d\n',
      ['a'],
      set('b'),
      'a: b\nc: d\n',
    ],
    [
      'a list inserted in the middle',
      'a:\n- x\n- z\nb: 1\n',
      ['a'],
      set(['x', 's', 't', 'z']),
      'a:\n- x\n- s\n- t\n- z\nb: 1\n',
    ],
    [
      'a line of a block text',
      'a: |\n  one\n  two  \n\n  four\nb: 1\n',
      ['a'],
      set('one\n2\n\nfour\n'),
      'a: |\n  one\n  2\n\n  four\nb: 1\n',
    ],
    [
      'the end of a block text',
      'a: |\n    one\nb: 1\n',
      ['a'],
      set('one\ntwo'),
      'a: |-\n    one\n    two\nb: 1\n',
    ],
    [
      'a block text for a line',
      'a: one\nb: 1\n',
      ['a'],
      set('one\ntwo\n'),
      'a: |\n  one\n  two\nb: 1\n',
    ],
    [
      'several lines beside a comment',
      'a: one # 1\n',
      ['a'],
      set('one\ntwo\n'),
      'a: "one\\ntwo\\n" # 1\n',
    ],
    [
      'what an alias stands for, at the alias alone',
      'a: &x 1\nb: *x\n',
      ['b'],
      set(2),
      'a: &x 1\nb: 2\n',
    ],
    [
      'over what a merge key brings in',
      'a: &x {o: 1, m: 2}\nb:\n  <<: *x\n',
      ['b', 'o'],
      set(3),
      'a: &x {o: 1, m: 2}\nb:\n  <<: *x\n  o: 3\n',
    ],
    [
      'an anchored value that nothing else takes',
      'a: &x 1\n',
      ['a'],
      set(2),
      'a: &x 2\n',
    ],
    [
      'in CRLF without a final line end',
      'a:\r\n  b: 1\r\nc: 2',
      ['c2', 'd'],
      set('x'),
      'a:\r\n  b: 1\r\nc: 2\r\nc2:\r\n  d: x',
    ],
    [
      'behind a byte order mark',
      '\uFEFFa: 1\nb: 2\n',
      ['a'],
      set(3),
      '\uFEFFa: 3\nb: 2\n',
    ],
  ]);

  it('in the document that is meant', () => {
    const text = '---\na: 1\n---\na: 1 # mine\n...\n';
    expect(edit(text, ['b'], set(2), 'a.yaml', 1)).toMatchObject({
      status: 'edited',
      text: '---\na: 1\n---\na: 1 # mine\nb: 2\n...\n',
      line: 5,
    });
  });

  it('in JSON as JSON', () => {
    const text = '{\n  "a": {\n    "b": 1\n  }\n}\n';
    const steps = ['a', 'c'];
    expect(edit(text, steps, set({ d: 'e' }), 'a.json')).toMatchObject({
      text: '{\n  "a": {\n    "b": 1,\n    "c": {"d": "e"}\n  }\n}\n',
    });
    expect(edit(text, ['a', 'b'], set('x'), 'a.json')).toMatchObject({
      text: '{\n  "a": {\n    "b": "x"\n  }\n}\n',
    });
    expect(edit(text, ['a', 'b'], remove, 'a.json')).toMatchObject({
      text: '{\n  "a": {}\n}\n',
    });
  });
});

describe('editField removes', () => {
  expectEdits([
    [
      'a key with its comment, the next one left',
      'a: 1\n# b\nb: 2 # two\nc: 3\n',
      ['b'],
      remove,
      'a: 1\n# b\nc: 3\n',
    ],
    [
      'a map with all its lines',
      'a:\n  b:\n    c: 1\n\n    d: 2 # d\n  e: 3\n',
      ['a', 'b'],
      remove,
      'a:\n  e: 3\n',
    ],
    [
      'an item of a list',
      lines('e:', '- name: a', '  value: 1', '- name: b', '  value: 2', 'f: 1'),
      ['e', named('a')],
      remove,
      lines('e:', '- name: b', '  value: 2', 'f: 1'),
    ],
    [
      'the last item of an indented list',
      'e:\n  - name: a # a\nf: 1\n',
      ['e', named('a')],
      remove,
      'e: []\nf: 1\n',
    ],
    [
      'the last key of a map',
      'e: # why\n  a: 1\nf: 1\n',
      ['e', 'a'],
      remove,
      'e: {} # why\nf: 1\n',
    ],
    [
      'the first key of an item',
      'e:\n- name: a # n\n  value: 1\n',
      ['e', { index: 0 }, 'name'],
      remove,
      'e:\n- value: 1\n',
    ],
    [
      'the first key of an item before a comment',
      'e:\n- name: a # n\n  # v\n  value: 1\n',
      ['e', { index: 0 }, 'name'],
      remove,
      'e:\n- # v\n  value: 1\n',
    ],
    [
      'the only key of an item',
      'e:\n- a: 1\n- b: 2\n',
      ['e', { index: 0 }, 'a'],
      remove,
      'e:\n- {}\n- b: 2\n',
    ],
    [
      'the first of two in flow',
      'a: {b: 1, c: 2} # x\n',
      ['a', 'b'],
      remove,
      'a: {c: 2} # x\n',
    ],
    [
      'the last of two in flow',
      'a: [b, c]\n',
      ['a', { value: 'c' }],
      remove,
      'a: [b]\n',
    ],
    ['a block text', 'a: |\n  one\n\n  two\nb: 1\n', ['a'], remove, 'b: 1\n'],
    [
      'the end, without a final line end',
      'a: 1\r\nb: 2',
      ['b'],
      remove,
      'a: 1',
    ],
    [
      'the key behind a byte order mark',
      '\uFEFFa: 1\nb: 2\n',
      ['a'],
      remove,
      '\uFEFFb: 2\n',
    ],
    ['an alias', 'a: &x 1\nb: *x\n', ['b'], remove, 'a: &x 1\n'],
  ]);

  it('nothing that is not there', () => {
    expect(edit('a: {b: 1}\n', ['a', 'c'], remove)).toEqual({
      status: 'absent',
    });
    expect(edit('a: {b: 1}\n', ['c', named('x')], remove)).toEqual({
      status: 'absent',
    });
  });
});

describe('editField leaves alone', () => {
  it.each<[string, string, FieldStep[], FieldTarget]>([
    ['an anchor that others take', 'a: &x 1\nb: *x\n', ['a'], set(2)],
    ['below an alias', 'a: &x {n: 1}\nb: *x\n', ['b', 'n'], set(2)],
    [
      'into what a merge key brings in',
      'a: &x {n: {o: 1}}\nb:\n  <<: *x\n',
      ['b', 'n', 'o'],
      set(2),
    ],
    [
      'a key that a merge key brings in',
      'a: &x {n: 1}\nb:\n  <<: *x\n  m: 1\n',
      ['b', 'n'],
      remove,
    ],
    ['an anchor that others need', 'a: &x 1\nb: *x\n', ['a'], remove],
  ])('%s', (_, text, steps, to) => {
    expect(edit(text, steps, to)).toMatchObject({ status: 'shared' });
  });

  it.each<[string, string, FieldStep[], FieldTarget]>([
    ['a scalar in the way', 'a: 1\n', ['a', 'b'], set(2)],
    ['a map in place of a list', 'a: {b: 1}\n', ['a', named('x')], set({})],
    [
      'two items of the same keys',
      'a: [{name: x}, {name: x}]\n',
      ['a', named('x'), 'b'],
      set(1),
    ],
    ['a value with a tag', 'a: !!str 1\n', ['a'], set(2)],
  ])('%s', (_, text, steps, to) => {
    expect(edit(text, steps, to)).toMatchObject({ status: 'blocked' });
  });

  it('what is as it is to be, however it is written', () => {
    expect(edit('a: "x"\n', ['a'], set('x'))).toEqual({ status: 'unchanged' });
    expect(edit('a: {b: [1]}', [], set({ a: { b: [1] } }))).toEqual({
      status: 'unchanged',
    });
  });
});
