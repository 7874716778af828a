import type { RequiredCheck } from '@backstage-gitops/plugin-gitops-node';
import type { Rules } from './rules';
import type { GiteaPull, GiteaReview } from './schemas';

/** What a decision about the rules of a branch reads. */
export interface Standing {
  pull: Pick<GiteaPull, 'merge_base' | 'base'>;
  rules: Rules | undefined;
  reviews: GiteaReview[];
  requiredChecks: RequiredCheck[];
}

/** What keeps Gitea from merging by the rules of the base branch: a sentence for each. */
export function obstaclesOf(standing: Standing): string[] {
  const { pull, rules, requiredChecks } = standing;
  if (!rules) return [];
  const { branch, approvals: needed } = rules;
  // Of a person's reviews only the newest is official, and only of those who may decide.
  const reviews = standing.reviews.filter(one => one.official);
  const logins = (state: string, isCounted = (_: GiteaReview) => true) =>
    reviews
      .filter(one => one.state === state && !one.dismissed && isCounted(one))
      .map(({ user }) => user?.login ?? 'a team');
  const approvals = logins(
    'APPROVED',
    one => !rules.ignoresStale || !one.stale,
  );
  const rejecting = rules.blocksOnRejection ? logins('REQUEST_CHANGES') : [];
  const asked = rules.blocksOnRequest ? logins('REQUEST_REVIEW') : [];
  const isOutdated =
    rules.blocksOnOutdated && pull.merge_base !== pull.base.sha;
  return [
    ...(rules.mayMerge ? [] : [`The account may not merge into ${branch}.`]),
    ...requiredChecks
      .filter(({ state }) => state !== 'success')
      .map(
        ({ context, state }) =>
          `The status ${context} is required and ${
            state === 'pending' ? 'still pending' : 'failed'
          }.`,
      ),
    ...(approvals.length < needed
      ? [`It has ${approvals.length} of ${needed} approvals.`]
      : []),
    ...rejecting.map(login => `Changes are requested by ${login}.`),
    ...asked.map(login => `The review of ${login} is asked for.`),
    ...(isOutdated ? [`Its head is behind ${branch}.`] : []),
  ];
}
