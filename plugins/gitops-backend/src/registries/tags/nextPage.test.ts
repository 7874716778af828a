import { nextPage } from './nextPage';

describe('nextPage', () => {
  it.each<[string, string | undefined]>([
    [
      '</v2/acme/app/tags/list?last=v9&n=1000>; rel="next"',
      'tags/list?last=v9&n=1000',
    ],
    [
      '<https://registry.example/v2/acme/app/tags/list?n=2>; rel=next',
      'tags/list?n=2',
    ],
    ['<?n=2>; title="a, b"; rel="next"', 'tags/list?n=2'],
    [
      '</v2/a/tags/list?n=1>; rel="prev", </v2/a/tags/list?n=3>; rel="next"',
      'tags/list?n=3',
    ],
    // Wherever it leads, it is the same list that goes on.
    ['<https://evil.example/v2/x?n=2>; rel="next"', 'tags/list?n=2'],
    ['</v2/a/tags/list?n=2#x>; rel="next"', 'tags/list?n=2'],
    ['</v2/a/tags/list>; rel="next"', undefined],
    ['</v2/a/tags/list?n=2>; rel="prev"', undefined],
    [`</v2/a/tags/list?last=${'x'.repeat(2_000)}>; rel="next"`, undefined],
    ['nothing of the kind', undefined],
    ['', undefined],
  ])('%s', (header, page) => {
    expect(nextPage(header)).toBe(page);
  });

  it('is not there where there is no header', () => {
    expect(nextPage(undefined)).toBeUndefined();
  });
});
