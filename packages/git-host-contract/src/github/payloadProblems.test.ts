import { payloadProblems } from './payloadProblems';
import { webhookExamples } from './webhookExamples';

/** A merge group, as GitHub has sent one. */
const group = webhookExamples().find(({ event }) => event === 'merge_group');

const withGroup = (changes: object) => ({
  ...group?.payload,
  merge_group: { ...(group?.payload.merge_group as object), ...changes },
});

describe('payloadProblems', () => {
  it('finds nothing wrong with what GitHub has sent', () => {
    const problems = webhookExamples().flatMap(({ event, payload }) =>
      payloadProblems(event, payload),
    );
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'a key that is missing',
      withGroup({ head_sha: undefined }),
      'merge_group.merge_group.head_sha is undefined, not string',
    ],
    [
      'a value of another type',
      withGroup({ head_commit: [] }),
      'merge_group.merge_group.head_commit is array, not object',
    ],
    [
      'an object that lacks a key',
      withGroup({ head_commit: {} }),
      'merge_group.merge_group.head_commit.id is missing',
    ],
    ['an object that is missing', {}, 'merge_group.merge_group is missing'],
    [
      'what an action lacks',
      { action: 'checks_requested' },
      'merge_group checks_requested lacks merge_group',
    ],
  ])('finds %s', (_, payload, problem) => {
    expect(payloadProblems('merge_group', payload)).toContain(problem);
  });

  it('finds events that GitHub has not', () => {
    expect(payloadProblems('coffee', {})).toEqual([
      'GitHub has no event coffee',
    ]);
  });
});
