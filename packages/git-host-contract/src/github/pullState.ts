import { mergeTree } from '../git/mergeBranches';
import type { StoredPull, StoredRepository, StoredReview } from './state';

/** The head's commit: the branch while it is open, afterwards what it was then. */
export async function headOf(
  repository: StoredRepository,
  pull: StoredPull,
): Promise<string> {
  if (pull.state.status !== 'open') return pull.state.head;
  const tip = await repository.git.tip(pull.headBranch);
  if (!tip) throw new Error(`The branch ${pull.headBranch} is gone`);
  return tip;
}

/** Can its trees be merged? */
export async function isMergeable(
  repository: StoredRepository,
  pull: StoredPull,
): Promise<boolean> {
  const base = await repository.git.tip(pull.baseBranch);
  const head = await headOf(repository, pull);
  return (
    base !== undefined &&
    (await mergeTree(repository.git, base, head)) !== undefined
  );
}

/** A review as it counts now: a new commit dismisses approvals where the branch is protected so. */
export function stateOf(
  repository: StoredRepository,
  pull: StoredPull,
  review: StoredReview,
  head: string,
): StoredReview['state'] | 'DISMISSED' {
  const protection = repository.protections.get(pull.baseBranch);
  const isStale =
    protection?.staleReviews === 'dismissed' &&
    review.state === 'APPROVED' &&
    review.commit !== head;
  return isStale ? 'DISMISSED' : review.state;
}

/** The newest verdict of each reviewer but the author. */
function verdicts(
  repository: StoredRepository,
  pull: StoredPull,
  head: string,
): string[] {
  const newest = new Map<string, string>();
  for (const review of pull.reviews) {
    const state = stateOf(repository, pull, review, head);
    if (state === 'COMMENTED' || review.by.login === pull.by.login) continue;
    newest.set(review.by.login, state);
  }
  return [...newest.values()];
}

type Standing = 'expected' | 'failing' | 'pending' | 'passed';

/** How a required check stands: all that have its name must have succeeded. */
export function standingOf(
  repository: StoredRepository,
  name: string,
  commit: string,
): Standing {
  const statuses = repository.statuses.filter(
    one => one.commit === commit && one.context === name,
  );
  const runs = repository.checkRuns.filter(
    one => one.commit === commit && one.name === name,
  );
  const newest = statuses.at(-1);
  const run = runs.at(-1);
  if (!newest && !run) return 'expected';
  const states = [
    newest?.state,
    run && (run.status === 'completed' ? run.conclusion : 'pending'),
  ].filter(state => state !== undefined);
  if (states.includes('pending')) return 'pending';
  const isPassed = (state: string | null) =>
    ['success', 'neutral', 'skipped'].includes(state ?? '');
  return states.every(isPassed) ? 'passed' : 'failing';
}

/** What the host concludes from the reviews; undefined where its base branch asks for none. */
export function decisionOf(
  repository: StoredRepository,
  pull: StoredPull,
  head: string,
): 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | undefined {
  const wanted = repository.protections.get(pull.baseBranch)?.approvals ?? 0;
  if (wanted === 0) return undefined;
  const given = verdicts(repository, pull, head);
  if (given.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  const approvals = given.filter(state => state === 'APPROVED').length;
  return approvals < wanted ? 'REVIEW_REQUIRED' : 'APPROVED';
}

/** Lacks its head something that its base branch has? */
export async function isBehind(
  { git }: StoredRepository,
  { baseBranch }: StoredPull,
  head: string,
): Promise<boolean> {
  const base = await git.tip(baseBranch);
  return base !== undefined && (await git.between(head, base)).length > 0;
}

/** Why the protection of its base branch forbids a merge, in the host's words. */
export async function obstaclesOf(
  repository: StoredRepository,
  pull: StoredPull,
  head: string,
): Promise<string[]> {
  const protection = repository.protections.get(pull.baseBranch);
  if (!protection) return [];
  const decision = decisionOf(repository, pull, head);
  const obstacles: string[] = [];
  if (decision === 'CHANGES_REQUESTED') {
    obstacles.push('Changes have been requested.');
  }
  if (decision === 'REVIEW_REQUIRED') {
    obstacles.push(
      `At least ${protection.approvals} approving review is required by reviewers with write access.`,
    );
  }
  for (const name of protection.checks) {
    const standing = standingOf(repository, name, head);
    if (standing !== 'passed') {
      obstacles.push(`Required status check "${name}" is ${standing}.`);
    }
  }
  if (protection.resolved && pull.threads.includes(false)) {
    obstacles.push('All comments must be resolved.');
  }
  if (protection.upToDate && (await isBehind(repository, pull, head))) {
    obstacles.push('The head branch is not up to date with the base branch.');
  }
  return obstacles;
}
