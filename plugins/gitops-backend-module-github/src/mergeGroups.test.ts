import { groupsOf } from './mergeGroups';

const commit = (letter: string) => letter.repeat(40);

describe('groupsOf', () => {
  it('knows what is in each merge by what it was merged into', () => {
    const [main, a, b, c] = ['0', 'a', 'b', 'c'].map(commit);
    expect(
      groupsOf([
        { commit: b, number: 8, base: a },
        { commit: a, number: 7, base: main },
        { commit: c, number: 9, base: main },
      ]),
    ).toEqual([
      { commit: b, pullRequests: [7, 8] },
      { commit: a, pullRequests: [7] },
      { commit: c, pullRequests: [9] },
    ]);
  });

  it('ends where names say what cannot be', () => {
    const [a, b] = ['a', 'b'].map(commit);
    const groups = groupsOf([
      { commit: a, number: 7, base: b },
      { commit: b, number: 8, base: a },
    ]);
    expect(groups.map(one => one.pullRequests.length)).toEqual([2, 2]);
  });
});
