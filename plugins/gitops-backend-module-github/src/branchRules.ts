import type { PullNode } from './pullAnswer';

/** What the base branch of a pull request asks of it, by classic protection and by rulesets together. */
export interface BranchRules {
  approvals: number;
  /** Must all conversations be resolved? */
  resolved: boolean;
  /** Names of checks, whether anybody has reported them or not. */
  checks: string[];
}

/** What is not told asks nothing. */
export function rulesOf({ baseRef }: Pick<PullNode, 'baseRef'>): BranchRules {
  const classic = baseRef?.refUpdateRule;
  const parameters = (baseRef?.rules?.nodes ?? []).map(one => one.parameters);
  return {
    approvals: Math.max(
      classic?.requiredApprovingReviewCount ?? 0,
      ...parameters.map(one => one?.requiredApprovingReviewCount ?? 0),
    ),
    resolved:
      classic?.requiresConversationResolution === true ||
      parameters.some(one => one?.requiredReviewThreadResolution),
    checks: [
      ...new Set([
        ...(classic?.requiredStatusCheckContexts ?? []).filter(
          one => one !== null,
        ),
        ...parameters.flatMap(one =>
          (one?.requiredStatusChecks ?? []).map(({ context }) => context),
        ),
      ]),
    ],
  };
}
