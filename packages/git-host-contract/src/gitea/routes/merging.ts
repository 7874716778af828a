import { z } from 'zod';
import { mergeInto } from '../../git/mergeBranches';
import { notFound, ok, Refusal } from '../Answer';
import {
  parseBody,
  pullOf,
  type RepositoryCall,
  type RepositoryRoute,
} from '../Call';
import { notePush } from '../notePush';
import { canMerge, headOf, isDraft, obstacleOf } from '../pullState';
import * as shapes from '../shapes';
import { now } from '../state';

const merging = z.object({
  Do: z.enum(['merge', 'squash', 'rebase']),
  MergeTitleField: z.string().default(''),
  MergeMessageField: z.string().default(''),
  head_commit_id: z.string().default(''),
});

const DEFAULT_TITLES = {
  merge: 'Merge pull request',
  squash: 'Squash pull request',
  rebase: '',
};

/** In the order in which the host looks. */
async function refuse(
  call: RepositoryCall,
  { Do, head_commit_id: wanted }: z.output<typeof merging>,
): Promise<void> {
  const { repository } = call;
  const pull = pullOf(call);
  if (pull.state.status === 'merged') throw new Refusal(405, '');
  if (pull.state.status === 'closed') throw notFound();
  if (isDraft(pull)) {
    throw new Refusal(405, 'Work in progress PRs cannot be merged');
  }
  if (!(await canMerge(repository, pull))) {
    throw new Refusal(405, 'Please try again later');
  }
  const obstacle = await obstacleOf(repository, pull);
  if (obstacle) throw new Refusal(405, obstacle);
  if (!repository.methods.has(Do)) {
    throw new Refusal(
      405,
      `${Do} is not allowed an allowed merge style for this repository`,
    );
  }
  if (wanted && wanted !== (await headOf(repository, pull))) {
    throw new Refusal(409, 'head out of date');
  }
}

async function merge(call: RepositoryCall) {
  const { repository, state, by } = call;
  const pull = pullOf(call);
  const wanted = parseBody(call, merging);
  await refuse(call, wanted);
  const { git } = repository;
  const branch = pull.baseBranch;
  const [head, before] = [
    await headOf(repository, pull),
    await git.tip(branch),
  ];
  const title = wanted.MergeTitleField.trim() || DEFAULT_TITLES[wanted.Do];
  const body = wanted.MergeMessageField.trim();
  const commit = await mergeInto(git, {
    branch,
    head,
    method: wanted.Do,
    message: body ? `${title}\n\n${body}\n` : `${title}\n`,
    name: by.login,
  });
  if (!commit) {
    const details = { Style: wanted.Do, StdOut: '', StdErr: '', Err: {} };
    throw new Refusal(409, 'conflict', details);
  }
  pull.state = { status: 'merged', by, at: now(), head, commit };
  pull.events.push({
    id: state.nextId(),
    type: 'merge_pull',
    by,
    body: '',
    at: now(),
  });
  await notePush(state, repository, { branch, before, after: commit, by });
  return ok();
}

export const mergingRoutes: RepositoryRoute[] = [
  {
    method: 'POST',
    path: 'pulls/:number/merge',
    shape: shapes.nothingAtAll,
    handle: merge,
  },
];
