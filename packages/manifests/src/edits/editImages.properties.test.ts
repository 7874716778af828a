import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { editImages } from '..';
import { byteOrderMark, ending, noise, tag } from '../__testUtils__/anyYaml';
import { Repository } from '../testing/repository';

const APP = 'localhost:5000/acme/app';

const quotes = fc.constantFrom('', '"', "'");

/** An image in one of the ways that manifests write it. */
const named = fc
  .tuple(quotes, fc.nat(2))
  .map(([quote, form]) => (text: string) => {
    // What a reader would take for a number is never left without quotes.
    const around = quote === '' && form === 1 ? '"' : quote;
    switch (form) {
      case 0:
        return `c:\n- image: ${quote}${APP}:${text}${quote} # why\t?`;
      case 1:
        return `pair: {repository: ${APP}, tag: ${around}${text}${around}} # pair`;
      default:
        return `deep:\n    er:\n        image:   ${quote}${APP}:${text}${quote}`;
    }
  });

/** A file as a function of the tag in it. */
const file = fc
  .record({
    documents: fc.array(
      fc.tuple(fc.uniqueArray(noise), fc.option(named), fc.uniqueArray(noise)),
      { minLength: 1, maxLength: 3 },
    ),
    first: named,
    ending,
    mark: byteOrderMark,
    last: fc.constantFrom('', '\n', '\n\n', '\n...\n'),
  })
  .map(({ documents, first, mark, last, ...style }) => (text: string) => {
    const bodies = documents.map(([before, image, after], index) => {
      const written = (index === 0 ? first : image)?.(text);
      const rest = after.filter(line => !before.includes(line));
      return [...before, ...(written ? [written] : []), ...rest].join('\n');
    });
    return (
      mark + (bodies.join('\n---\n') + last).replaceAll('\n', style.ending)
    );
  });

function edited(text: string, to: string) {
  const { tree, inputs } = new Repository({ 'env/a.yaml': text }).complete(
    'env',
  );
  return editImages({ tree, inputs, images: [{ repository: APP, tag: to }] });
}

function textAfter(text: string, to: string): string {
  const result = edited(text, to);
  if (result.status === 'refused') {
    throw new Error(result.problem.message);
  }
  return result.status === 'edited'
    ? result.files.get('env/a.yaml') ?? ''
    : text;
}

const read = (text: string) =>
  [parseAllDocuments(text)].flat().map(document => document.toJS());

const replaceTag = (value: unknown, from: string, to: string): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(`${APP}:${from}"`, `${APP}:${to}"`)
      .replaceAll(
        `"repository":"${APP}","tag":"${from}"`,
        `"repository":"${APP}","tag":"${to}"`,
      ),
  );

describe('editImages, for any file', () => {
  it('changes what a reader sees of the image, and nothing else', () => {
    fc.assert(
      fc.property(file, tag, tag, (write, from, to) => {
        const before = write(from);
        const after = textAfter(before, to);
        expect(JSON.parse(JSON.stringify(read(after)))).toEqual(
          replaceTag(read(before), from, to),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('leaves every other byte, and restores them all on the way back', () => {
    fc.assert(
      fc.property(file, tag, tag, (write, from, to) => {
        expect(textAfter(write(from), to)).toBe(write(to));
        expect(textAfter(textAfter(write(from), to), from)).toBe(write(from));
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing to do the second time', () => {
    fc.assert(
      fc.property(file, tag, tag, (write, from, to) => {
        expect(edited(textAfter(write(from), to), to)).toEqual({
          status: 'unchanged',
        });
      }),
      { numRuns: 100 },
    );
  });

  it('answers whatever the text is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom(
                ...'-?:,[]{}#&*!|>\'"%@` \n\t',
                `image: ${APP}:v1`,
                'a',
                '&a',
                '*a',
                '<<: ',
              ),
            )
            .map(parts => parts.join('')),
        ),
        text => {
          const repository = new Repository({
            'env/a.yaml': text,
            'kustomized/kustomization.yaml': text,
            'chart/Chart.yaml': text,
            'chart/values.yaml': text,
          });
          for (const path of ['env', 'kustomized', 'chart']) {
            const { tree, result } = repository.collect(path);
            const status =
              result.status === 'complete'
                ? editImages({
                    tree,
                    inputs: result.inputs,
                    images: [{ repository: APP, tag: 'v2' }],
                  }).status
                : result.status;
            expect(['edited', 'unchanged', 'refused', 'failed']).toContain(
              status,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
