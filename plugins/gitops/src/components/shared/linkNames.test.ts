import { linkNames } from './linkNames';

const SRE = 'group:default/sre';
const DANA = 'user:default/dana';

describe('linkNames', () => {
  it.each<[string, string, string[], object]>([
    [
      'nothing where nobody is asked',
      'A person merges it.',
      [],
      { parts: [{ text: 'A person merges it.' }], unnamed: [] },
    ],
    [
      'those that the sentence names, and keeps the others',
      'Waits for 2 approvals by sre; 1 given.',
      [SRE, DANA],
      {
        parts: [
          { text: 'Waits for 2 approvals by ' },
          { text: 'sre', entityRef: SRE },
          { text: '; 1 given.' },
        ],
        unnamed: [DANA],
      },
    ],
    [
      'a name before the end of a sentence',
      'Ask dana.',
      [DANA],
      {
        parts: [
          { text: 'Ask ' },
          { text: 'dana', entityRef: DANA },
          { text: '.' },
        ],
        unnamed: [],
      },
    ],
    [
      'no part of another name',
      'Ask sre-leads, team/sre or sre.oncall.',
      [SRE],
      {
        parts: [{ text: 'Ask sre-leads, team/sre or sre.oncall.' }],
        unnamed: [SRE],
      },
    ],
    [
      'the longer of two names',
      'Ask sre.oncall.',
      [SRE, 'group:default/sre.oncall'],
      {
        parts: [
          { text: 'Ask ' },
          { text: 'sre.oncall', entityRef: 'group:default/sre.oncall' },
          { text: '.' },
        ],
        unnamed: [SRE],
      },
    ],
  ])('links %s', (_, sentence, refs, expected) => {
    expect(linkNames(sentence, refs)).toEqual(expected);
  });
});
