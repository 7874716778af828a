import { pull as schema } from './schemas';
import { isOfRepository, toPullRequest } from './toPullRequest';

const PULL = {
  number: 7,
  html_url: 'https://gitea.example.com/acme/deploy/pulls/7',
  title: 'Promote',
  body: '',
  user: { id: 1, login: 'ana' },
  labels: null,
  state: 'open',
  mergeable: true,
  merged: false,
  merged_at: null,
  merge_commit_sha: null,
  merged_by: null,
  base: { label: 'main', sha: 'b', repo_id: 1 },
  head: { label: 'dev', sha: 'h', repo_id: 1 },
  merge_base: 'b',
  created_at: '2026-03-29T01:30:00+02:00',
  closed_at: null,
};

const read = (more: Record<string, unknown> = {}) =>
  toPullRequest(schema.parse({ ...PULL, ...more }));

describe('toPullRequest', () => {
  it('writes times in UTC', () => {
    expect(read().createdAt).toBe('2026-03-28T23:30:00Z');
  });

  it('takes no labels for none', () => {
    expect(read().labels).toEqual([]);
  });

  it.each([
    ['a branch of the repository', {}, 'dev'],
    [
      'a branch of a fork',
      { repo_id: 2, repo: { owner: { id: 2, login: 'ravi' } } },
      'ravi:dev',
    ],
    [
      'a branch of a fork that is gone',
      { repo_id: -1, repo: null },
      'ghost:dev',
    ],
    ['what never was a branch', { label: '' }, 'ghost:'],
  ])('names %s', (_, more, expected) => {
    const head = { ...PULL.head, ...more };
    expect(read({ head }).headBranch).toBe(expected);
    const isOurs = isOfRepository(schema.parse({ ...PULL, head }));
    expect(isOurs).toBe(expected === 'dev');
  });

  const merged = {
    state: 'closed',
    merged: true,
    merged_at: '2026-03-29T03:30:00+02:00',
    merge_commit_sha: 'm',
    merged_by: { id: 2, login: 'ravi' },
    closed_at: '2026-03-29T03:30:00+02:00',
  };

  it.each([
    ['open', {}, { status: 'open' }],
    [
      'merged',
      merged,
      {
        status: 'merged',
        commit: 'm',
        mergedBy: 'ravi',
        mergedAt: '2026-03-29T01:30:00Z',
      },
    ],
    [
      'merged by a push of its head',
      { ...merged, merge_commit_sha: '', merged_by: null },
      { status: 'merged', commit: 'h', mergedAt: '2026-03-29T01:30:00Z' },
    ],
    [
      'closed',
      { ...merged, merged: false },
      { status: 'closed', closedAt: '2026-03-29T01:30:00Z' },
    ],
  ])('says that it is %s', (_, more, state) => {
    expect(read(more).state).toEqual(state);
  });

  it('names somebody whose account is gone', () => {
    expect(read({ user: null }).author).toBe('ghost');
  });
});
