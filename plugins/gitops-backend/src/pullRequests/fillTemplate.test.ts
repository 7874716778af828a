import type { TemplatePart } from '@backstage-gitops/plugin-gitops-common';
import { parsePullRequestTemplate } from '@backstage-gitops/plugin-gitops-common';
import fc from 'fast-check';
import { inMarkdown } from './escape';
import { fillTemplate, type Values } from './fillTemplate';
import { block, words } from './Value';

function parse(template: string): TemplatePart[] {
  const parsed = parsePullRequestTemplate(template, 'body');
  if (parsed.status === 'invalid') throw new Error(parsed.problems.join());
  return parsed.parts;
}

const lines = (count: number, length: number) =>
  block({
    before: ['{'],
    lines: Array.from({ length: count }, () => 'x'.repeat(length)),
    after: ['}'],
    more: left => `${left} more`,
  });

const fill = (template: string, values: Partial<Values>, room = 10_000) =>
  fillTemplate(parse(template), values, room);

describe('fillTemplate', () => {
  it('reads no placeholder in a value', () => {
    expect(
      fill('{{version}}', {
        version: words('{{gates}}', inMarkdown),
        gates: words('secret', inMarkdown),
      }),
    ).toBe('{{gates}}');
  });

  it('gives a block lines of its own, and leaves out the line of what is empty', () => {
    expect(
      fill('Gates: {{gates}}\n\n{{reason}}\n\nEnd', { gates: lines(2, 1) }),
    ).toBe('Gates: \n\n{\nx\nx\n}\n\nEnd');
  });

  it('shortens the longest first, within its frame, and says so', () => {
    expect(
      fill(
        '{{gates}} {{difference}}',
        { gates: lines(3, 4), difference: lines(100, 9) },
        100,
      ),
    ).toBe(
      `{\nxxxx\nxxxx\nxxxx\n}${' '}\n\n{\n${'xxxxxxxxx\n'.repeat(6)}94 more\n}`,
    );
  });

  it('shortens the next one where that is not enough', () => {
    const filled = fill(
      '{{gates}}\n{{difference}}',
      { gates: lines(30, 9), difference: lines(31, 9) },
      60,
    );
    expect(filled).toMatch(/\d+ more\n\}\n\{\n[^]*\d+ more\n\}$/);
    expect(filled.length).toBeLessThanOrEqual(60);
  });

  it('cuts words so that no escape is cut in two', () => {
    const filled = fill(
      'A {{version}}',
      { version: words('<'.repeat(100), inMarkdown) },
      50,
    );
    expect(filled).toMatch(/^A (&lt;)+ …$/);
  });

  it('is never longer than there is room for, whatever is filled in', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{{gates}}',
            '{{version}}',
            'text ',
            '{{difference}}\n',
          ),
          { maxLength: 8 },
        ),
        fc.nat(60),
        fc.nat(300),
        fc.string({ maxLength: 300 }),
        fc.integer({ min: 10, max: 400 }),
        (template, count, length, version, room) => {
          const filled = fill(
            template.join(''),
            {
              gates: lines(count, length),
              difference: lines(length, count),
              version: words(version, inMarkdown),
            },
            room,
          );
          expect(filled.length).toBeLessThanOrEqual(room);
        },
      ),
    );
  });
});
