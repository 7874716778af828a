import {
  fillTag,
  type GitTrigger,
  parseTagTemplate,
  type TagTemplateFacts,
} from './tagTemplate';

const commit = '0123456789abcdef0123456789abcdef01234567';

const gitTag = (name: string): TagTemplateFacts => ({
  on: 'gitTag',
  name,
  commit,
});

const pullRequest: TagTemplateFacts = { on: 'pullRequest', number: 12, commit };

function fill(template: string, facts: TagTemplateFacts) {
  const parsed = parseTagTemplate(template, facts.on);
  return parsed.status === 'valid' ? fillTag(parsed.value, facts) : parsed;
}

describe('the tag of an image', () => {
  it.each<[string, TagTemplateFacts, string]>([
    ['pr-{{number}}-{{sha7}}', pullRequest, 'pr-12-0123456'],
    ['{{ sha }}', pullRequest, commit],
    ['{{name}}', gitTag('v1.2.3'), 'v1.2.3'],
    ['{{name}}-{{sha7}}', gitTag('v1'), 'v1-0123456'],
    ['{{version}}', gitTag('v1.2.3'), '1.2.3'],
    ['{{version}}', gitTag('vienna'), 'vienna'],
    // What stands in a value is no placeholder.
    ['next', pullRequest, 'next'],
  ])('%s', (template, facts, tag) => {
    expect(fill(template, facts)).toEqual({ status: 'filled', tag });
  });

  it.each(['release/1.2', 'v1+b', '-v1', '.v1', 'x'.repeat(129), '{{sha7}}'])(
    'is not made of the Git tag %s, which no registry takes',
    name => {
      expect(fill('{{name}}', gitTag(name))).toEqual({
        status: 'unfit',
        reason: expect.stringContaining(`the tag "${name}"`),
      });
    },
  );

  it.each<[string, GitTrigger, RegExp]>([
    [
      '{{nmae}}',
      'gitTag',
      /no placeholder \{\{nmae\}\}; write one of \{\{name/,
    ],
    ['{{number}}', 'gitTag', /no placeholder \{\{number\}\}/],
    ['{{name}}', 'pullRequest', /write one of \{\{number\}\}, \{\{sha\}\}/],
    ['{{}}', 'pullRequest', /no placeholder \{\{\}\}/],
    ['{{toString}}', 'pullRequest', /no placeholder/],
    ['pr-{{number}', 'pullRequest', /"\{" is in no image's tag/],
    ['pr:{{number}}', 'pullRequest', /":" is in no image's tag/],
    ['', 'pullRequest', /the tag is empty/],
  ])('%j of a %s is refused', (template, on, reason) => {
    expect(parseTagTemplate(template, on)).toEqual({
      status: 'invalid',
      reason: expect.stringMatching(reason),
    });
  });
});
