import type { ReleaseRule } from '@backstage-gitops/plugin-gitops-common';
import { releaseProblems } from './releaseProblems';

const image: ReleaseRule = { on: 'image', select: 'newest' };
const gitTag: ReleaseRule = {
  on: 'gitTag',
  tags: '^v',
  tag: '{{name}}',
  select: 'semver',
};
const pullRequest: ReleaseRule = {
  on: 'pullRequest',
  forks: false,
  tag: 'pr-{{number}}-{{sha7}}',
};

describe('releaseProblems', () => {
  it('finds nothing wrong with rules that can be judged by', () => {
    expect(releaseProblems([image, gitTag, pullRequest])).toEqual([]);
  });

  it('says of each trigger where and what', () => {
    expect(
      releaseProblems([
        image,
        { ...image, range: '>=1.0.0' },
        { ...gitTag, tag: '{{number}}' },
        { ...pullRequest, tag: 'pr-{{name}}' },
      ]),
    ).toEqual([
      {
        path: 'spec.releases[1].range',
        message: expect.stringMatching(/select: semver/),
      },
      {
        path: 'spec.releases[2].tag',
        message: expect.stringMatching(/\{\{number\}\}; write one of \{\{name/),
      },
      {
        path: 'spec.releases[3].tag',
        message: expect.stringMatching(/\{\{name\}\}; write one of \{\{number/),
      },
    ]);
  });
});
