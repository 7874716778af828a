import { printPointer, valueAt } from '../json';
import { JqStepsExceeded, JqSyntaxError, PathExpression } from '.';

const document = {
  metadata: { annotations: { 'a.example.com/x': '1', b: '2' } },
  spec: {
    replicas: 3,
    containers: [
      { name: 'web', image: 'web:1', env: [{ name: 'A', value: '1' }] },
      { name: 'proxy', image: 'proxy:2', env: [] },
    ],
  },
};

describe('PathExpression', () => {
  it.each([
    ['.', ['']],
    ['.spec.replicas', ['/spec/replicas']],
    ['.spec["replicas"]', ['/spec/replicas']],
    ['.spec."replicas"', ['/spec/replicas']],
    ['."spec".replicas', ['/spec/replicas']],
    [
      '.metadata.annotations["a.example.com/x"]',
      ['/metadata/annotations/a.example.com~1x'],
    ],
    ['.spec.containers[1].image', ['/spec/containers/1/image']],
    ['.spec.containers[-1].image', ['/spec/containers/1/image']],
    [
      '.spec.containers[].image',
      ['/spec/containers/0/image', '/spec/containers/1/image'],
    ],
    [
      '.spec.containers[] | select(.name == "proxy") | .image',
      ['/spec/containers/1/image'],
    ],
    [
      '.spec.containers[] | select(.name | test("^w")).env[]?',
      ['/spec/containers/0/env/0'],
    ],
    [
      '.spec.containers[] | select(.env | length > 0 and any(.name == "A"))',
      ['/spec/containers/0'],
    ],
    [
      '.spec.replicas, .spec.containers[0].name',
      ['/spec/replicas', '/spec/containers/0/name'],
    ],
    ['.. | select(type == "number")', ['/spec/replicas']],
    [
      '.spec | if has("paused") then .paused else .replicas end',
      ['/spec/replicas'],
    ],
    ['.spec.paused // .spec.replicas', ['/spec/replicas']],
    ['first(.spec.containers[])', ['/spec/containers/0']],
    [
      '.spec.containers[] | select((.image | startswith("web")) | not)',
      ['/spec/containers/1'],
    ],
    // What does not fit the document names nothing in it.
    ['.spec.missing.field[]', []],
    ['.spec.replicas.field', []],
    ['.spec.replicas + 1', []],
  ])('%s', (text, expected) => {
    const places = new PathExpression(text).placesIn(document);
    expect(places.map(place => printPointer([...place]))).toEqual(expected);
  });

  it('may name places where there is nothing yet', () => {
    const [place] = new PathExpression('.spec.a.b').placesIn(document);
    expect(valueAt(document, [...place])).toBeUndefined();
  });

  it.each([
    '',
    '.spec |',
    '.spec[',
    '.containers[] | select(.name == "missing-quote)',
    'select(.a',
    'nothing(.a)',
    '$ENV',
    '.a.',
    '('.repeat(100),
  ])('refuses %s', text => {
    expect(() => new PathExpression(text)).toThrow(JqSyntaxError);
  });

  it.each([
    'until(true==false; [.] + [1])',
    'until(false; .)',
    'repeat(.)',
    'recurse(.)',
    'while(true; .)',
    '"ab" | until(false; . + .)',
  ])('stops %s', text => {
    expect(() => new PathExpression(text).placesIn(document)).toThrow(
      JqStepsExceeded,
    );
  });
});
