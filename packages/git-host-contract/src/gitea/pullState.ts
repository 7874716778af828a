import { mergeTree } from '../git/mergeBranches';
import type {
  StoredProtection,
  StoredPull,
  StoredRepository,
  StoredReview,
} from './state';

/** The head's commit: the branch while it is open, afterwards what it was then. */
export async function headOf(
  { git }: StoredRepository,
  { state, headBranch }: StoredPull,
): Promise<string> {
  if (state.status !== 'open') return state.head;
  const tip = await git.tip(headBranch);
  if (!tip) throw new Error(`The branch ${headBranch} is gone`);
  return tip;
}

/** The two commits that a check for conflicts is about. */
export async function pairOf(
  repository: StoredRepository,
  pull: StoredPull,
): Promise<string> {
  const head = await headOf(repository, pull);
  return `${head} ${await repository.git.tip(pull.baseBranch)}`;
}

/** Can its trees be merged? */
async function isMergeable(
  repository: StoredRepository,
  pull: StoredPull,
): Promise<boolean> {
  const [head, base] = (await pairOf(repository, pull)).split(' ');
  return (await mergeTree(repository.git, base, head)) !== undefined;
}

/**
 * What is said of conflicts. They are looked for some time after a branch moved; until then a pull request is said not
 * to be mergeable. Here that time ends when it is said once.
 */
export async function sayMergeable(
  repository: StoredRepository,
  pull: StoredPull,
): Promise<boolean> {
  if (pull.state.status !== 'open') return false;
  const pair = await pairOf(repository, pull);
  const isChecked = pull.checked === pair;
  pull.checked = pair;
  return isChecked && !isDraft(pull) && (await isMergeable(repository, pull));
}

/** Is it checked, and free of conflicts? */
export async function canMerge(
  repository: StoredRepository,
  pull: StoredPull,
): Promise<boolean> {
  return (
    pull.checked === (await pairOf(repository, pull)) &&
    (await isMergeable(repository, pull))
  );
}

export function isDraft({ title }: StoredPull): boolean {
  return /^(WIP:|\[WIP\])/i.test(title);
}

/** Whose review is asked for, and not given yet. */
export function requestedOf({ reviews }: StoredPull) {
  return reviews
    .filter(({ state }) => state === 'REQUEST_REVIEW')
    .map(({ by }) => by);
}

export function protectionOf(
  { protections }: StoredRepository,
  branch: string,
): StoredProtection | undefined {
  return protections.find(one => one.rule_name === branch);
}

/** Did all statuses that are required succeed? */
function arePassed(
  { statuses }: StoredRepository,
  { status_check_contexts: required }: StoredProtection,
  commit: string,
): boolean {
  const newest = new Map(
    statuses
      .filter(one => one.commit === commit)
      .map(one => [one.context, one.state]),
  );
  const contexts = required.length > 0 ? required : [...newest.keys()];
  return contexts.every(context => newest.get(context) === 'success');
}

/** Why the protection of its base branch forbids a merge, in the host's words; undefined where it does not. */
export async function obstacleOf(
  repository: StoredRepository,
  pull: StoredPull,
): Promise<string | undefined> {
  const rule = protectionOf(repository, pull.baseBranch);
  if (!rule) return undefined;
  const head = await headOf(repository, pull);
  const counted = (state: StoredReview['state']) =>
    pull.reviews.filter(
      one => one.state === state && one.official && !one.dismissed,
    );
  const approvals = counted('APPROVED').filter(
    one => !rule.ignore_stale_approvals || !one.stale,
  );
  if (rule.enable_status_check && !arePassed(repository, rule, head)) {
    return 'Not all required status checks successful';
  }
  if (approvals.length < rule.required_approvals) {
    return 'Does not have enough approvals';
  }
  if (rule.block_on_rejected_reviews && counted('REQUEST_CHANGES').length > 0) {
    return 'There are requested changes';
  }
  if (
    rule.block_on_official_review_requests &&
    counted('REQUEST_REVIEW').length > 0
  ) {
    return 'There are official review requests';
  }
  const base = (await repository.git.tip(pull.baseBranch)) ?? '';
  const behind = await repository.git.between(head, base);
  return rule.block_on_outdated_branch && behind.length > 0
    ? 'The head branch is behind the base branch'
    : undefined;
}
