import { toReading } from './toReading';
import { pullNode } from './__testUtils__/pullNode';

const read = (changes: Parameters<typeof pullNode>[0]) =>
  toReading({ pull: pullNode(changes), reviews: [], contexts: [] }).pullRequest;

const bot = { __typename: 'Bot', login: 'renovate' };

describe('toReading', () => {
  it('takes no branch of a fork for one of the repository', () => {
    const fork = { isCrossRepository: true, headRefName: 'main' };
    expect(
      read({ ...fork, headRepositoryOwner: { login: 'mallory' } }).headBranch,
    ).toBe('mallory:main');
    expect(read({ ...fork, headRepositoryOwner: null }).headBranch).toBe(
      'ghost:main',
    );
  });

  it('names machines as the rest of GitHub does', () => {
    const state = 'MERGED' as const;
    const mergeCommit = { oid: 'b'.repeat(40) };
    expect(
      read({ author: bot, mergedBy: bot, state, mergeCommit }),
    ).toMatchObject({
      author: 'renovate[bot]',
      state: { mergedBy: 'renovate[bot]', commit: mergeCommit.oid },
    });
  });

  it('knows accounts that are gone', () => {
    expect(read({ author: null }).author).toBe('ghost');
    expect(read({ state: 'CLOSED' }).state).toEqual({ status: 'closed' });
  });

  it('takes a merge that GitHub did not make by its head', () => {
    expect(read({ state: 'MERGED' }).state).toMatchObject({
      status: 'merged',
      commit: 'a'.repeat(40),
    });
  });
});
