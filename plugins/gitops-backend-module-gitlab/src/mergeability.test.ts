import type { MergeRequestSchema } from '@gitbeaker/rest';
import { GitlabWorld } from './__testUtils__/GitlabWorld';
import { toMergeability } from './mergeability';
import type { JobStatus } from './statuses';

const job = (
  context: string,
  state: JobStatus['state'],
  isOptional = false,
): JobStatus => ({ context, state, description: '', isOptional });

describe('toMergeability', () => {
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

  const judge = (
    detailed: string,
    options: {
      jobs?: JobStatus[];
      state?: string;
      isQueued?: boolean;
    } = {},
  ) =>
    toMergeability(
      {
        ...pull,
        state: options.state ?? 'opened',
        merge_when_pipeline_succeeds: options.isQueued ?? false,
        // Servers know more of them than the client's types do.
        detailed_merge_status:
          detailed as MergeRequestSchema['detailed_merge_status'],
      },
      options.jobs ?? [],
    );

  const blocked = (...reasons: string[]) => ({ status: 'blocked', reasons });

  it.each([
    ['mergeable', { status: 'mergeable' }],
    ['conflict', { status: 'conflicting' }],
    ['broken_status', { status: 'conflicting' }],
    ['checking', { status: 'unknown' }],
    ['unchecked', { status: 'unknown' }],
    ['preparing', { status: 'unknown' }],
    ['draft_status', blocked('It is a draft.')],
    ['not_approved', blocked('It needs more approvals.')],
    ['requested_changes', blocked('Changes were requested.')],
    ['need_rebase', blocked('It must be rebased first.')],
    ['something_new', blocked('GitLab calls it "something_new".')],
  ])('takes %s for %j', (detailed, expected) => {
    expect(judge(detailed)).toEqual(expected);
  });

  it.each([
    [[], 'The pipeline must succeed; there is none yet.'],
    [
      [job('build', 'failure'), job('gitops', 'pending'), job('x', 'success')],
      'The pipeline must succeed: build failed, gitops is pending.',
    ],
    [[job('lint', 'failure', true)], 'The pipeline must succeed.'],
  ])('says what a pipeline of %j waits for', (jobs, reason) => {
    expect(judge('ci_must_pass', { jobs })).toEqual(blocked(reason));
    expect(judge('ci_still_running', { jobs })).toEqual(blocked(reason));
  });

  it('tells what waits to be merged by GitLab itself', () => {
    const isQueued = true;
    expect(judge('ci_still_running', { isQueued })).toEqual({
      status: 'queued',
    });
    expect(judge('mergeable', { isQueued })).toEqual({ status: 'queued' });
  });

  it.each(['merged', 'closed'])('says nothing of one that is %s', state => {
    expect(judge('not_open', { state })).toEqual({ status: 'unknown' });
  });
});
