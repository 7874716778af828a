import { setHelmValues } from './setHelmValues';

describe('setHelmValues', () => {
  it.each([
    ['a.b', 'a: {b: x}\n', 'a: {b: "1.0"}\n'],
    ['a.b', 'a.b: x # c', 'a.b: "1.0" # c'],
    ['a.b', 'a.b: x\na: {b: y}\n', 'a.b: x\na: {b: "1.0"}\n'],
    ['a.b.c', 'a.b: {c: x}\n', 'a.b: {c: "1.0"}\n'],
    ['a[1]', 'a:\n- x\n- y', 'a:\n- x\n- "1.0"'],
    ['a[0].b', 'a:\n- c: x\n', 'a:\n- c: x\n  b: "1.0"\n'],
    [
      'a[name=y].b',
      'a: [{name: x}, {name: y, b: z}]',
      'a: [{name: x}, {name: y, b: "1.0"}]',
    ],
    ['a0[0].b', 'a0: [{b: x}]', 'a0: [{b: "1.0"}]'],
    ['b', 'a: &a x\nb: *a\n', 'a: &a x\nb: "1.0"\n'],
    ['b.c', 'a: &a {c: x}\nb: *a\n', 'a: &a {c: "1.0"}\nb: *a\n'],
    ['a.b.c', '{}', '{a: {b: {c: "1.0"}}}'],
    ['a.b.c', 'x: y', 'x: y\na:\n  b:\n    c: "1.0"'],
    [
      'a.b',
      'a:\n  c: x\n# end\nd: 1\n',
      'a:\n  c: x\n  b: "1.0"\n# end\nd: 1\n',
    ],
    ['a.b', 'a:\nc: x\n', 'a:\n  b: "1.0"\nc: x\n'],
    ['a.b', 'a: # why\n', 'a: # why\n  b: "1.0"\n'],
    ['a', 'a: # why\n', 'a: "1.0" # why\n'],
    ['a', '', 'a: "1.0"\n'],
  ])('sets %s in %j', (path, before, after) => {
    const settings = [{ path, value: '1.0' }];
    expect(setHelmValues('a.yaml', before, settings)).toEqual({
      status: 'edited',
      text: after,
    });
    expect(setHelmValues('a.yaml', after, settings)).toEqual({
      status: 'unchanged',
    });
  });

  it.each([
    ['', 'a: b', /it is empty/],
    ['a[1]', 'a: [x]', /no such item/],
    ['a[1].b', 'a: [{b: x}]', /no such item/],
    ['a[x]', 'a: [x]', /neither an index/],
    ['a[-1]', 'a: [x]', /neither an index/],
    ['a[0].b', 'c: d', /no such item/],
    ['a', 'a: [x]', /a map or list is there/],
    ['a.b', 'a: x', /stands in the way/],
    ['a.b', 'a: [x]', /stands in the way/],
    ['a', 'a: [x', /not valid YAML/],
    ['a', '- x', /stands in the way/],
    ['a.b', 'x: &x {a: {c: 1}}\n<<: *x', /merge key/],
  ])('refuses %j in %j', (path, text, message) => {
    expect(setHelmValues('a.yaml', text, [{ path, value: 'v' }])).toEqual({
      status: 'refused',
      problem: expect.objectContaining({
        message: expect.stringMatching(message),
      }),
    });
  });
});
