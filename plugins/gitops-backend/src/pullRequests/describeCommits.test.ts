import type { CommitList } from '@backstage-gitops/plugin-gitops-node';
import { describeCommits } from './describeCommits';
import type { ReleaseNotes } from './ReleaseNotes';

const none: CommitList = { commits: [], total: 0 };

const commits = (total: number, ...titles: string[]): CommitList => ({
  total,
  commits: titles.map((title, index) => ({
    commit: String(index).repeat(40),
    title,
    author: 'Dana',
  })),
});

const compared = (gained: CommitList, lost: CommitList): ReleaseNotes => ({
  status: 'compared',
  gained,
  lost,
  urlOf: commit => `https://host/${commit.slice(0, 3)}`,
});

const line = (index: number, title: string) =>
  `- [\`${String(index).repeat(12)}\`](https://host/${String(index).repeat(
    3,
  )}) ${title} (Dana)`;

describe('release notes', () => {
  it.each<[string, ReleaseNotes, string[]]>([
    [
      'what comes',
      compared(commits(2, 'A', 'B'), none),
      [line(0, 'A'), line(1, 'B')],
    ],
    [
      'that there are more',
      compared(commits(9, 'A'), none),
      [line(0, 'A'), '- and 8 more'],
    ],
    [
      'that it goes back',
      compared(none, commits(1, 'A')),
      ['This goes back by 1 commit, newest first:', '', line(0, 'A')],
    ],
    [
      'that it goes back and brings others',
      compared(commits(1, 'A'), commits(2, 'B', 'C')),
      [
        'This goes back as well: it lacks 2 commits of what is there now.',
        '',
        line(0, 'B'),
        line(1, 'C'),
        '',
        'What it brings:',
        '',
        line(0, 'A'),
      ],
    ],
    [
      'that there are none',
      compared(none, none),
      ['Built from the same commit as what is there now.'],
    ],
    [
      'why nobody knows, as words',
      {
        status: 'unknown',
        reason: 'Nobody said from which commit <b> was built.',
      },
      ['Not known: Nobody said from which commit &lt;b&gt; was built.'],
    ],
  ])('say %s', (_, notes, text) => {
    expect(describeCommits(notes).text.split('\n')).toEqual(text);
  });
});
