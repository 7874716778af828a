import { resolveLinks } from './resolveLinks';

const LIMITS = { files: 100, input: 10_000 };

const resolve = (content: Record<string, string>, ...links: string[]) =>
  Object.fromEntries(
    [
      ...resolveLinks(new Map(Object.entries(content)), new Set(links), LIMITS),
    ].map(([path, file]) => [path, file.toString()]),
  );

describe('resolveLinks', () => {
  it('puts files and folders where links led to them', () => {
    expect(
      resolve(
        {
          'base/a.yaml': 'a',
          'base/deep/b.yaml': 'b',
          'env/a.yaml': '../base/a.yaml',
          'env/all': '../base',
          'env/again': './all/deep',
          'base/inner.yaml': './deep/b.yaml',
        },
        'env/a.yaml',
        'env/all',
        'env/again',
        'base/inner.yaml',
      ),
    ).toEqual({
      'base/a.yaml': 'a',
      'base/deep/b.yaml': 'b',
      'base/inner.yaml': 'b',
      'env/a.yaml': 'a',
      'env/all/a.yaml': 'a',
      'env/all/deep/b.yaml': 'b',
      'env/all/inner.yaml': 'b',
      'env/again/b.yaml': 'b',
    });
  });

  it.each([
    ['/etc/passwd', /outside the repository/],
    ['../../etc/passwd', /outside the repository/],
    ['../env/../../x', /outside the repository/],
    ['nothing', /has no file/],
    ['a', /leads back to itself/],
    ['b', /leads back to itself/],
    ['.', /leads back to itself/],
    ['..', /leads back to itself/],
  ])('refuses a link to %s', (target, problem) => {
    expect(() =>
      resolve(
        { 'env/a': target, 'env/b': 'a', 'env/c': 'c', 'other/d': 'd' },
        'env/a',
        'env/b',
      ),
    ).toThrow(problem);
  });

  it('refuses links that multiply', () => {
    const content: Record<string, string> = { 'l0/a': 'a', 'l0/b': 'b' };
    const links: string[] = [];
    for (let level = 1; level < 30; level += 1) {
      for (const name of ['a', 'b']) {
        links.push(`l${level}/${name}`);
        content[`l${level}/${name}`] = `../l${level - 1}`;
      }
    }
    expect(() => resolve(content, ...links)).toThrow(/more than 100 files/);
  });

  it.each([
    [{ '../a': '' }, /no path inside/],
    [{ '/a': '' }, /no path inside/],
    [{ 'a//b': '' }, /no path inside/],
    [{ 'a/./b': '' }, /no path inside/],
    [{ 'a\0b': '' }, /no path inside/],
    [{ a: '', 'a/b': '' }, /both a file and a folder/],
    [{ a: 'x'.repeat(10_001) }, /more than .* bytes/],
    [{ a: 'version https://git-lfs.github.com/spec/v1\n' }, /LFS/],
  ])('refuses %j', (content: Record<string, string>, problem) => {
    expect(() => resolve(content)).toThrow(problem);
  });
});
