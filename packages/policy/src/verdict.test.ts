import { isOpen, type Verdict } from './verdict';

describe('isOpen', () => {
  it.each<[Verdict['status'], Verdict, boolean]>([
    ['passed', { name: 'hold', status: 'passed', reason: '' }, true],
    ['bypassed', { name: 'hold', status: 'bypassed', reason: '' }, true],
    ['waiting', { name: 'hold', status: 'waiting', reason: '' }, false],
    ['failed', { name: 'hold', status: 'failed', reason: '' }, false],
    [
      'needsSomeone',
      { name: 'hold', status: 'needsSomeone', reason: '', who: [] },
      false,
    ],
  ])('%s', (_, verdict, open) => {
    expect(isOpen(verdict)).toBe(open);
  });
});
