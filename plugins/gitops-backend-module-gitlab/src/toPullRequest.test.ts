import type { MergeRequestSchema } from '@gitbeaker/rest';
import { GitlabWorld } from './__testUtils__/GitlabWorld';
import { toPullRequest } from './toPullRequest';

const COMMITS = {
  merge: 'a'.repeat(40),
  squash: 'b'.repeat(40),
  head: 'c'.repeat(40),
};

describe('toPullRequest', () => {
  let pull: MergeRequestSchema;

  beforeAll(async () => {
    const world = await GitlabWorld.create();
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    const opened = await world.act('ana', 'POST', 'merge_requests', {
      title: 'Promote',
      source_branch: 'dev',
      target_branch: 'main',
    });
    pull = opened as MergeRequestSchema;
    await world.remove();
  });

  it('names a branch of the project as it is', () => {
    expect(toPullRequest(pull).headBranch).toBe('dev');
  });

  it('takes no branch of a fork for one of the project', () => {
    expect(toPullRequest({ ...pull, source_project_id: 7 }).headBranch).toBe(
      '7:dev',
    );
  });

  it.each([
    ['a merge commit', COMMITS.merge, null, COMMITS.merge],
    [
      'a merge of what was squashed',
      COMMITS.merge,
      COMMITS.squash,
      COMMITS.merge,
    ],
    ['what was squashed', null, COMMITS.squash, COMMITS.squash],
    ['a fast-forward', null, null, COMMITS.head],
  ])('knows what %s brought', (_, merge, squash, commit) => {
    const merged = {
      ...pull,
      state: 'merged',
      sha: COMMITS.head,
      merge_commit_sha: merge,
      squash_commit_sha: squash,
      merged_at: '2026-01-01T00:00:00.000Z',
    };
    expect(toPullRequest(merged).state).toEqual({
      status: 'merged',
      commit,
      mergedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('takes one that is being merged for open', () => {
    expect(toPullRequest({ ...pull, state: 'locked' }).state).toEqual({
      status: 'open',
    });
  });
});
