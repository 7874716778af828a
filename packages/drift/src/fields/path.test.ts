import { type JsonObject, printPointer } from '../json';
import { printPath } from './element';
import { parsePath, placeOfPath, valueAtPath, withValueAtPath } from './path';

const web: JsonObject = {
  metadata: {
    annotations: { 'example.com/owner': 'shop' },
    finalizers: ['a', 'b'],
  },
  spec: {
    containers: [
      { name: 'app', image: 'app:1', ports: [{ containerPort: 80 }] },
      { name: 'proxy', image: 'proxy:1' },
    ],
    args: ['one', 'two'],
  },
};

const app = '/spec/containers/k:{"name":"app"}';

describe('paths', () => {
  it.each([
    ['/metadata/annotations/example.com~1owner'],
    [`${app}/ports/k:{"containerPort":80,"protocol":"TCP"}`],
    ['/metadata/finalizers/v:"b"'],
    ['/spec/args/i:1'],
    [''],
  ])('%s is read as it was written', path => {
    expect(printPath(parsePath(path))).toBe(path);
  });

  it.each([
    ['/metadata/annotations/example.com~1owner', 'shop'],
    [`${app}/image`, 'app:1'],
    [`${app}/ports/k:{"containerPort":80,"protocol":"TCP"}/containerPort`, 80],
    ['/metadata/finalizers/v:"b"', 'b'],
    ['/spec/args/i:1', 'two'],
    ['/spec/args/i:7', undefined],
    ['/spec/containers/k:{"name":"none"}/image', undefined],
    ['/spec/toString', undefined],
    ['', web],
  ])('%s names %j', (path, value) => {
    expect(valueAtPath(web, parsePath(path))).toEqual(value);
  });

  it.each([
    [
      '/metadata/annotations/example.com~1owner',
      '/metadata/annotations/example.com~1owner',
    ],
    [
      `${app}/ports/k:{"containerPort":80,"protocol":"TCP"}`,
      '/spec/containers/0/ports/0',
    ],
    ['/metadata/finalizers/v:"b"', '/metadata/finalizers/1'],
    ['/metadata/labels/team', undefined],
  ])('%s leads to %s', (path, pointer) => {
    const place = placeOfPath(web, parsePath(path));
    expect(place && printPointer(place)).toBe(pointer);
  });

  it.each([
    ['/metadata/labels/team', 'payments'],
    [`${app}/image`, 'app:2'],
    [`${app}/env/k:{"name":"DEBUG"}`, { name: 'DEBUG', value: '1' }],
    ['/spec/containers/k:{"name":"sidecar"}', { name: 'sidecar' }],
    ['/metadata/finalizers/v:"c"', 'c'],
    ['/spec/args/i:0', 'zero'],
  ])('a value is put at %s, and nothing else changes', (text, value) => {
    const path = parsePath(text);
    const before = JSON.stringify(web);
    const after = withValueAtPath(web, path, value);
    expect(valueAtPath(after, path)).toEqual(value);
    const back = withValueAtPath(after, path, valueAtPath(web, path));
    expect(valueAtPath(back, path)).toEqual(valueAtPath(web, path));
    expect(JSON.stringify(web)).toBe(before);
  });

  it.each([
    ['/metadata/annotations/example.com~1owner'],
    ['/spec/containers/k:{"name":"proxy"}'],
    ['/metadata/finalizers/v:"a"'],
  ])('what is at %s is taken away', text => {
    const path = parsePath(text);
    expect(valueAtPath(withValueAtPath(web, path, undefined), path)).toBe(
      undefined,
    );
  });

  it('takes nothing away where nothing is, and makes nothing on the way', () => {
    const path = parsePath('/spec/strategy/type');
    expect(withValueAtPath(web, path, undefined)).toBe(web);
  });
});
