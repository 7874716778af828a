import { z } from 'zod';
import { ok, Refusal } from '../Answer';
import { type Call, parseBody, pullOf, type Route } from '../Call';
import { mergeInto } from '../../git/mergeBranches';
import { moveBranches } from '../moveBranches';
import { headOf, obstaclesOf } from '../pullState';
import { now } from '../state';

const merging = z.object({
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
});

const NAMES = {
  merge: 'Merge commits',
  squash: 'Squash merges',
  rebase: 'Rebase merges',
};

async function merge(call: Call) {
  const { repository, state, by } = call;
  const pull = pullOf(call);
  const wanted = parseBody(call, merging);
  const method = wanted.merge_method;
  const head = await headOf(repository, pull);
  if (pull.state.status !== 'open') {
    throw new Refusal(405, 'Pull Request is not mergeable');
  }
  if (wanted.sha !== undefined && wanted.sha !== head) {
    throw new Refusal(
      409,
      'Head branch was modified. Review and try the merge again.',
    );
  }
  if (!repository.methods.has(method)) {
    throw new Refusal(
      405,
      `${NAMES[method]} are not allowed on this repository.`,
    );
  }
  const [obstacle] = await obstaclesOf(repository, pull, head);
  if (obstacle) throw new Refusal(405, obstacle);
  if (repository.protections.get(pull.baseBranch)?.mergeQueue) {
    throw new Refusal(405, 'Changes must be made through the merge queue');
  }
  const title =
    wanted.commit_title ??
    (method === 'squash'
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${repository.owner}/${pull.headBranch}`);
  const body = wanted.commit_message ?? pull.title;
  const commit = await moveBranches(state, repository, by, async () => {
    const merged = await mergeInto(repository.git, {
      branch: pull.baseBranch,
      head,
      method,
      message: body ? `${title}\n\n${body}\n` : `${title}\n`,
      name: by.login,
    });
    if (!merged) throw new Refusal(405, 'Pull Request is not mergeable');
    pull.state = { status: 'merged', by, at: now(), head, commit: merged };
    return merged;
  });
  await state.tell(repository, by, {
    kind: 'pullRequest',
    action: 'closed',
    pull,
  });
  return ok({
    sha: commit,
    merged: true,
    message: 'Pull Request successfully merged',
  });
}

export const mergingRoutes: Route[] = [
  { method: 'PUT', path: 'pulls/:number/merge', handle: merge },
];
