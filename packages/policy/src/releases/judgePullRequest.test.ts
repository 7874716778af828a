import {
  compilePullRequestRule,
  judgePullRequest,
  type PullRequestCandidate,
  type PullRequestRule,
} from './judgePullRequest';

const candidate: PullRequestCandidate = {
  number: 12,
  title: 'feat: faster checkout',
  source: 'feat/checkout',
  target: 'main',
  author: 'dana',
  labels: ['preview', 'area/shop'],
  state: 'open',
  fork: false,
};

function judge(
  written: Partial<PullRequestRule>,
  changes: Partial<PullRequestCandidate> = {},
) {
  const compiled = compilePullRequestRule({
    forks: false,
    tag: 'pr-{{number}}-{{sha7}}',
    ...written,
  });
  if (compiled.status === 'invalid') return compiled.problems;
  return judgePullRequest(compiled.rule, { ...candidate, ...changes });
}

describe('judgePullRequest', () => {
  const all: Partial<PullRequestRule> = {
    title: '^(feat|fix)',
    source: '^feat/',
    target: '^main$',
    author: '^dana$',
    labels: ['preview'],
    state: 'open',
  };

  it.each<[string, Partial<PullRequestRule>, Partial<PullRequestCandidate>]>([
    ['that is open, where nothing is asked', {}, {}],
    ['that is merged, where nothing is asked', {}, { state: 'merged' }],
    ['that meets everything', all, {}],
    ['of a fork, where forks are allowed', { forks: true }, { fork: true }],
    ['that is no fork, where forks are allowed', { forks: true }, {}],
    [
      'that was closed, where that is asked',
      { state: 'closed' },
      { state: 'closed' },
    ],
    ['that has all labels', { labels: ['area/shop', 'preview'] }, {}],
  ])('takes one %s', (_, rule, changes) => {
    expect(judge(rule, changes)).toEqual({ status: 'eligible' });
  });

  it.each<
    [
      string,
      Partial<PullRequestRule>,
      Partial<PullRequestCandidate>,
      string,
      string,
    ]
  >([
    [
      'of a fork',
      {},
      { fork: true },
      'forks',
      '#12 comes from a fork, and forks are not allowed.',
    ],
    [
      'that was closed',
      {},
      { state: 'closed' },
      'state',
      '#12 is closed, not open or merged.',
    ],
    [
      'in another state',
      { state: 'merged' },
      {},
      'state',
      '#12 is open, not merged.',
    ],
    [
      'of another title',
      all,
      { title: 'docs: checkout' },
      'title',
      'The title of #12, "docs: checkout", does not match ^(feat|fix).',
    ],
    [
      'from another branch',
      all,
      { source: 'fix/feat/' },
      'source',
      'The source of #12, "fix/feat/", does not match ^feat/.',
    ],
    [
      'to another branch',
      all,
      { target: 'main-2' },
      'target',
      'The target of #12, "main-2", does not match ^main$.',
    ],
    [
      'of another author',
      all,
      { author: 'mallory' },
      'author',
      'The author of #12, "mallory", does not match ^dana$.',
    ],
    [
      'without a label',
      { labels: ['preview', 'safe'] },
      {},
      'labels',
      '#12 lacks the label safe.',
    ],
    [
      'without any label',
      { labels: ['preview', 'safe'] },
      { labels: [] },
      'labels',
      '#12 lacks the labels preview, safe.',
    ],
  ])('leaves one out %s', (_, rule, changes, by, reason) => {
    expect(judge(rule, changes)).toEqual({ status: 'excluded', by, reason });
  });

  it('says everything that is wrong with a rule', () => {
    expect(judge({ title: '(', author: ')', tag: 'pr/{{number}}' })).toEqual([
      { field: 'title', reason: expect.stringContaining('RE2') },
      { field: 'author', reason: expect.stringContaining('RE2') },
      {
        field: 'tag',
        reason: expect.stringContaining(`"/" is in no image's tag`),
      },
    ]);
  });
});
