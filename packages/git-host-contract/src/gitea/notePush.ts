import { protectionOf } from './pullState';
import {
  type GiteaAccount,
  now,
  type State,
  type StoredPull,
  type StoredRepository,
} from './state';

/** A branch that somebody moved. */
export interface Move {
  branch: string;
  /** Undefined where the branch is new. */
  before: string | undefined;
  after: string;
  by: GiteaAccount;
}

function noteActivity(
  state: State,
  repository: StoredRepository,
  { branch, by, before, after }: Move,
): void {
  const entry = (content: string) =>
    repository.activities.push({
      id: state.nextId(),
      type: 'commit_repo',
      by,
      ref: `refs/heads/${branch}`,
      content,
      at: now(),
    });
  // A new branch is told of twice: that it was made, and what is in it.
  if (!before) entry('');
  const head = { Sha1: after, Message: '', Timestamp: now() };
  entry(
    JSON.stringify({
      Commits: [head],
      HeadCommit: head,
      CompareURL: '',
      Len: 1,
    }),
  );
}

async function notePull(
  state: State,
  repository: StoredRepository,
  pull: StoredPull,
  { before, after, by }: Move,
): Promise<void> {
  if (!before) return;
  const ends = await repository.git.between(after, before);
  const isForced = ends.length > 0;
  const commits = isForced
    ? [before, after]
    : await repository.git.between(before, after);
  pull.events.push({
    id: state.nextId(),
    type: 'pull_push',
    by,
    body: JSON.stringify({ is_force_push: isForced, commit_ids: commits }),
    at: now(),
  });
  const rule = protectionOf(repository, pull.baseBranch);
  for (const review of pull.reviews) {
    review.stale = review.commit !== after;
    review.dismissed ||=
      review.stale &&
      review.state === 'APPROVED' &&
      rule?.dismiss_stale_approvals === true;
  }
}

/** What the host does when a branch moved: it notes who did that, in the repository's activity and in pull requests. */
export async function notePush(
  state: State,
  repository: StoredRepository,
  move: Move,
): Promise<void> {
  noteActivity(state, repository, move);
  for (const pull of repository.pulls) {
    if (pull.state.status !== 'open' || pull.headBranch !== move.branch) {
      continue;
    }
    await notePull(state, repository, pull, move);
  }
}
