import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { readMark, type RequestMark } from './RequestMark';

/** What is done about a repository's pull request. */
export type ProposalDecision =
  /** One is the answer to this request already, open or not. */
  | { action: 'keep'; pull: PullRequest }
  | { action: 'open' }
  | { action: 'refuse'; reason: string };

/**
 * Decides by the newest pull request from the entity's branch, if there ever was one.
 *
 * @param newest - the open one where there is one.
 */
export function decideProposal(
  mark: RequestMark,
  newest: PullRequest | undefined,
): ProposalDecision {
  if (!newest) return { action: 'open' };
  const theirs = readMark(newest.body);
  const isSame = theirs?.content === mark.content;
  const hasKey = mark.key !== undefined && theirs?.key === mark.key;
  if (newest.state.status === 'open') {
    return isSame
      ? { action: 'keep', pull: newest }
      : {
          action: 'refuse',
          reason: `${newest.url} adds another pipeline to this entity; merge or close it first.`,
        };
  }
  if (!hasKey) return { action: 'open' };
  return isSame
    ? { action: 'keep', pull: newest }
    : {
        action: 'refuse',
        reason: `This idempotency key was used for another request, which ${newest.url} answers; use one of its own for each request.`,
      };
}
