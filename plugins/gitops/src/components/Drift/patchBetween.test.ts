import { hasLines, patchBetween } from './patchBetween';

const patchOf = (before: string, after: string) =>
  patchBetween({ before, after, legend: '- Git, + cluster' }).split('\n');

describe('patchBetween', () => {
  it.each([
    [
      'a changed line',
      'a\nb\nc',
      'a\nB\nc',
      ['@@ -1,3 +1,3 @@ - Git, + cluster', ' a', '-b', '+B', ' c'],
    ],
    [
      'an added line',
      'a\nc',
      'a\nb\nc',
      ['@@ -1,2 +1,3 @@ - Git, + cluster', ' a', '+b', ' c'],
    ],
    [
      'one of two equal lines',
      'a\na',
      'a',
      ['@@ -1,2 +1,1 @@ - Git, + cluster', ' a', '-a'],
    ],
    [
      'a last line that is complete on both sides',
      'a\nb\n',
      'a\nB\n',
      ['@@ -1,2 +1,2 @@ - Git, + cluster', ' a', '-b', '+B'],
    ],
    [
      'a line feed that is missing on one side',
      'a\n',
      'a',
      ['@@ -1,2 +1,1 @@ - Git, + cluster', ' a', '-'],
    ],
    [
      'only some lines around',
      '1\n2\n3\n4\n5\n6\n7\n8\n9',
      '1\n2\n3\n4\nfive\n6\n7\n8\n9',
      [
        '@@ -2,7 +2,7 @@ - Git, + cluster',
        ' 2',
        ' 3',
        ' 4',
        '-5',
        '+five',
        ' 6',
        ' 7',
        ' 8',
      ],
    ],
  ])('shows %s', (_, before, after, expected) => {
    expect(patchOf(before, after)).toEqual(expected);
  });
});

describe('hasLines', () => {
  it.each([
    ['one line each', '1', '2', false],
    ['lines on one side', 'a\nb', 'a', true],
    ['lines that are new altogether', undefined, 'a\nb', false],
  ])('knows %s', (_, before, after, expected) => {
    expect(hasLines({ before, after })).toBe(expected);
  });
});
