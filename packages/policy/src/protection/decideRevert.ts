/** What is known of the pull request that takes a violation back. @public */
export interface RevertFacts {
  /** Does the pipeline file ask for it? */
  wish: 'show' | 'revert';
  /** Is the commit's change still in place, in any environment that it violates? */
  violation: 'open' | 'ended';
  /** Is one of these environments frozen? */
  freeze: 'none' | 'frozen';
  pullRequest:
    | { status: 'none' }
    | {
        status: 'open';
        /** `outdated`: it takes back something else than is to be taken back now, or conflicts. */
        head: 'asPlanned' | 'outdated' | 'changedByOthers';
      }
    | { status: 'merged' }
    | { status: 'closed' };
}

/** @public */
export type RevertStep =
  | 'propose'
  | 'withdraw'
  | 'recordMerged'
  | 'recordClosed'
  | 'rest';

/**
 * The next step of one violation's revert. Whoever closes it has decided: it is not proposed again. While something is
 * frozen this suite proposes nothing there.
 *
 * @public
 */
export function decideRevert(facts: RevertFacts): RevertStep {
  const { pullRequest } = facts;
  switch (pullRequest.status) {
    case 'merged':
      return 'recordMerged';
    case 'closed':
      return 'recordClosed';
    case 'open':
      if (facts.violation === 'ended') return 'withdraw';
      return pullRequest.head === 'outdated' && facts.freeze === 'none'
        ? 'propose'
        : 'rest';
    default:
      return facts.wish === 'revert' &&
        facts.violation === 'open' &&
        facts.freeze === 'none'
        ? 'propose'
        : 'rest';
  }
}
