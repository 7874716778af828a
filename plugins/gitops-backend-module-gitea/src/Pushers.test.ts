import { pusherInActivity, pusherInTimeline } from './Pushers';

const head = { label: 'dev', sha: 'c2' };

/** A push as the activity holds it. */
function activity(
  login: string,
  content: string,
  more: { ref?: string; type?: string } = {},
) {
  return {
    op_type: more.type ?? 'commit_repo',
    act_user: { id: 1, login },
    ref_name: more.ref ?? 'refs/heads/dev',
    content,
  };
}

const of = (sha: string) => JSON.stringify({ HeadCommit: { Sha1: sha } });

describe('pusherInActivity', () => {
  it.each([
    [
      'the newest push',
      [activity('ravi', of('c2')), activity('ana', of('c1'))],
      'ravi',
    ],
    [
      'a branch as older versions name it',
      [activity('ravi', of('c2'), { ref: 'dev' })],
      'ravi',
    ],
    [
      'past other branches',
      [
        activity('ana', of('c2'), { ref: 'refs/heads/dev2' }),
        activity('ravi', of('c2')),
      ],
      'ravi',
    ],
    [
      'past the making of the branch',
      [activity('ana', ''), activity('ravi', of('c2'))],
      'ravi',
    ],
    [
      'past what is no push',
      [
        activity('ana', of('c2'), { type: 'delete_branch' }),
        activity('ravi', of('c2')),
      ],
      'ravi',
    ],
    [
      'nobody where the newest push is another',
      [activity('ana', of('c3')), activity('ravi', of('c2'))],
      undefined,
    ],
    ['nobody where there is none', [], undefined],
    ['nobody where it cannot be read', [activity('ana', '{')], undefined],
  ])('finds %s', (_, activities, expected) => {
    expect(pusherInActivity(activities, head)).toBe(expected);
  });
});

/** A push as the timeline holds it. */
function push(login: string, ...commits: string[]) {
  const body = JSON.stringify({ is_force_push: false, commit_ids: commits });
  return { type: 'pull_push', user: { id: 1, login }, body };
}

/** Anybody can write this. */
const forged = { ...push('mallory', 'c2'), type: 'comment' };

describe('pusherInTimeline', () => {
  it.each([
    ['a later push', [push('bot', 'c1'), push('ravi', 'c2')], 'ravi'],
    [
      'the newest of them',
      [push('bot', 'c0'), push('ana', 'c1'), push('ravi', 'c2')],
      'ravi',
    ],
    [
      'the last commit of a push',
      [push('bot', 'c0'), push('ravi', 'c1', 'c2')],
      'ravi',
    ],
    ['past comments', [push('bot', 'c1'), push('ravi', 'c2'), forged], 'ravi'],
    ['nobody in the push that opened it', [push('bot', 'c2')], undefined],
    [
      'nobody in an older push',
      [push('bot', 'c1'), push('ana', 'c2'), push('ravi', 'c3')],
      undefined,
    ],
    ['nobody where nothing happened', [], undefined],
  ])('finds %s', (_, events, expected) => {
    expect(pusherInTimeline(events, 'c2')).toBe(expected);
  });
});
