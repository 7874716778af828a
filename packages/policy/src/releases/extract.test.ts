import { RE2JS } from 're2js';
import { expand, parseExtract } from './extract';

function extract(pattern: string, template: string, tag: string) {
  const compiled = RE2JS.compile(pattern);
  const parsed = parseExtract(template, [compiled]);
  if (parsed.status === 'invalid') return parsed.reason;
  const match = compiled.matcher(tag);
  return match.find() ? expand(parsed.value, match) : undefined;
}

describe('extract', () => {
  it.each<[string, string, string, string, string | undefined]>([
    ['a group', '^main-(\\d+)', '$1', 'main-12-abc', '12'],
    ['a group in braces', '^main-(\\d+)', '${1}', 'main-12', '12'],
    ['a name', '^main-(?P<build>\\d+)', '$build', 'main-12', '12'],
    ['a name in braces', '^(?<build>\\d+)', '${build}th', '12', '12th'],
    ['the whole match', '\\d+', '$0', 'main-12-abc', '12'],
    ['several', '(\\d+)-(\\d+)', '$2.$1', '3-4', '4.3'],
    ['two digits', '(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)', '$10', 'abcdefghij', 'j'],
    ['a dollar sign', '(\\d+)', '$$$1', '5', '$5'],
    ['a lone dollar sign', '(\\d+)', '$-$1', '5', '$-5'],
    ['a text of its own', '(\\d+)\\.(\\d+)', '$1.$2.0', '1.4', '1.4.0'],
    ['a group that took no part', '^(a)?b', '[$1]', 'b', '[]'],
    ['what does not match', '^(a)', '$1', 'b', undefined],
    ['the first match', '(\\d)', '$1', '1-2', '1'],
    // What a value says is a value.
    ['a tag that looks like a template', '^(.+)$', '$1', '$0$0', '$0$0'],
  ])('%s', (_, pattern, template, tag, value) => {
    expect(extract(pattern, template, tag)).toBe(value);
  });

  it.each<[string, string, string, RegExp]>([
    ['a number too high', '(a)', '$2', /the pattern \(a\) has no group 2/],
    ['a name too long', '(a)', '$1x', /has no group 1x; .*write \$\{\.\.\.\}/],
    ['an unknown name', '(?P<a>a)', '$b', /has no group b/],
    ['a name of every object', '(a)', '$constructor', /no group constructor/],
  ])('refuses %s', (_, pattern, template, reason) => {
    expect(extract(pattern, template, 'a')).toMatch(reason);
  });

  it('needs the group in every pattern, and one pattern at least', () => {
    const patterns = ['(a)', 'b'].map(text => RE2JS.compile(text));
    expect(parseExtract('$1', patterns)).toMatchObject({
      status: 'invalid',
      reason: expect.stringContaining('the pattern b has no group 1'),
    });
    expect(parseExtract('$1', [])).toMatchObject({
      status: 'invalid',
      reason: expect.stringContaining('write one below tags'),
    });
  });
});
