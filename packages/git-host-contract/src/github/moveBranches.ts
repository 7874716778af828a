import { type Account, now, type State, type StoredRepository } from './state';

/** No commit. */
const NOTHING = '0'.repeat(40);

/** Runs what changes branches, notes who did it, and tells of it. */
export async function moveBranches<T>(
  state: State,
  repository: StoredRepository,
  by: Account,
  work: () => Promise<T>,
): Promise<T> {
  const before = await repository.git.tips();
  const result = await work();
  const after = await repository.git.tips();
  for (const branch of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(branch), after.get(branch)];
    if (from === to) continue;
    const activity = {
      id: state.nextId(),
      ref: `refs/heads/${branch}`,
      before: from ?? NOTHING,
      after: to ?? NOTHING,
      by,
      at: now(),
    };
    repository.activities.push(activity);
    const pulls = repository.pulls.filter(
      one => one.state.status === 'open' && one.headBranch === branch && to,
    );
    for (const { timeline } of pulls) {
      timeline.push({
        id: state.nextId(),
        type: 'PULL_REQUEST_COMMIT',
        by,
        at: activity.at,
      });
    }
    await state.tell(repository, by, { kind: 'push', activity });
    for (const pull of pulls) {
      await state.tell(repository, by, {
        kind: 'pullRequest',
        action: 'synchronize',
        pull,
        before: activity.before,
        after: activity.after,
      });
    }
  }
  return result;
}
