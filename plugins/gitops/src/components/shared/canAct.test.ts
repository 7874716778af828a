import { canAct } from './canAct';

describe('canAct', () => {
  it.each([
    ['nobody in particular', [], 'A person merges it.', undefined],
    ['nobody at all', undefined, 'A person merges it.', undefined],
    [
      'all of them',
      ['group:default/sre', 'user:default/dana'],
      'A person merges it.',
      'Can act: sre, dana',
    ],
    [
      'those the sentence leaves out',
      ['group:default/sre', 'user:default/dana'],
      'Held by dana: load test',
      'Can act: sre',
    ],
    [
      'none where the sentence names all',
      ['group:default/sre'],
      'Waits for 2 approvals by sre; 1 given.',
      undefined,
    ],
  ])('names %s', (_, who, sentence, expected) => {
    expect(canAct(who, sentence)).toBe(expected);
  });
});
