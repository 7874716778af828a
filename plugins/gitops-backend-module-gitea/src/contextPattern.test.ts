import { matchesContext } from './contextPattern';

describe('matchesContext', () => {
  it.each([
    ['gitops', 'gitops', true],
    ['gitops', 'gitops/dev', false],
    ['ci/*', 'ci/build', true],
    ['ci/*', 'ci/build/linux', true],
    ['ci/*', 'ci', false],
    ['*', 'anything / at all', true],
    ['build-?', 'build-1', true],
    ['build-?', 'build-12', false],
    ['{build,test}', 'test', true],
    ['{build,test}', 'lint', false],
    ['test [abc]', 'test b', true],
    ['test [a-c]', 'test d', false],
    ['test [!a-c]', 'test d', true],
    ['a,b', 'a,b', true],
    ['a.c', 'abc', false],
    ['(a+)+$', '(a+)+$', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    // Nobody can read it, so it is itself.
    ['{build', '{build', true],
    ['{build', 'build', false],
  ])('%s of %s: %s', (pattern, context, expected) => {
    expect(matchesContext(pattern, context)).toBe(expected);
  });
});
