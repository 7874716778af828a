import { applyImagePolicies } from './applyImagePolicies';
import { setValues } from './setValues';

describe('setValues', () => {
  it.each([
    ['a.b', 'a: {b: x}\n', 'a: {b: "1.0"}\n'],
    ['a.b', 'a.b: x # c', 'a.b: "1.0" # c'],
    ['a.0', 'a: [x, y]', 'a: ["1.0", y]'],
    ['a[1]', 'a:\n- x\n- y', 'a:\n- x\n- "1.0"'],
    ['a.:0', "a:\n  0: 'x'", "a:\n  0: '1.0'"],
    ['a.-1', 'a:\n  - x\nb: y\n', 'a:\n  - x\n  - "1.0"\nb: y\n'],
    ['b', 'a: &a x\nb: *a\n', 'a: &a x\nb: "1.0"\n'],
    ['b.c', 'a: &a {c: x}\nb: *a\n', 'a: &a {c: "1.0"}\nb: *a\n'],
    ['a.b.c', '{}', '{a: {b: {c: "1.0"}}}'],
    ['a.b.c', 'x: y', 'x: y\na:\n  b:\n    c: "1.0"'],
    ['a.b', '{"a":{"x":"y"}}', '{"a":{"x":"y", "b": "1.0"}}'],
    ['a', '', 'a: "1.0"\n'],
  ])('sets %s in %j', (path, before, after) => {
    const result = setValues('a.yaml', before, [{ path, value: '1.0' }]);
    expect(result).toEqual({ status: 'edited', text: after });
    // Appending is the one setting that is another each time.
    const again = path.endsWith('-1') ? [] : [{ path, value: '1.0' }];
    expect(setValues('a.yaml', after, again)).toEqual({ status: 'unchanged' });
  });

  it.each([
    ['', 'a: b'],
    ['a[1]', 'a: [x]'],
    ['a[x]', 'a: [x]'],
    ['a.[-2]', 'a: [x]'],
    ['a.-2', 'a: [x]'],
    ['a', 'a: [x]'],
    ['a.b', 'a: x'],
    ['a', 'a: [x'],
    ['b.c', 'a: &a {x: y}\nb: *a'],
  ])('refuses %j in %j', (path, text) => {
    expect(setValues('a.yaml', text, [{ path, value: 'v' }]).status).toBe(
      'refused',
    );
  });
});

describe('applyImagePolicies', () => {
  const before = [
    'image: app:v1 # {"$imagepolicy": "ns:app"}',
    'name: app # {"$imagepolicy": "ns:app:name"}',
    'tag: "v1" # {"$imagepolicy": "ns:app:tag"}',
    'other: x:v1 # {"$imagepolicy": "ns:x"}',
    '',
  ].join('\r\n');

  it('writes marked parts of the chosen image below the folder alone', () => {
    const files = new Map([
      ['a/x.yaml', before],
      ['b/x.yaml', before],
      ['a/template.yaml', '{{ not yaml'],
    ]);
    const chosen = [{ policy: 'ns:app', image: 'reg:5000/app:1.10' }];
    const result = applyImagePolicies(files, chosen, 'a');
    expect(result.status === 'edited' && [...result.files]).toEqual([
      [
        'a/x.yaml',
        before
          .replace('app:v1', 'reg:5000/app:1.10')
          .replace('name: app', 'name: reg:5000/app')
          .replace('"v1"', '"1.10"'),
      ],
    ]);
    expect(
      applyImagePolicies(new Map([['a/x.yaml', before]]), [], 'a'),
    ).toEqual({ status: 'unchanged' });
  });
});
