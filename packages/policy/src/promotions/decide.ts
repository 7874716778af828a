import type { EnvironmentFacts, PromotionFacts } from '../facts';
import { holdGate } from '../gates/hold';
import { blocksMerging, blocksOpening, judgeGates } from '../gates/judge';
import { judgeApprovals } from '../gates/approvals';
import { nameOf } from '../naming';
import { nextCandidate, whyWithdrawn } from '../releases/eligibility';
import { isOpen, type Verdict } from '../verdict';

/**
 * The one next step of an environment. Effects are idempotent: whoever performs a step twice, or performs what a
 * crashed predecessor already did, changes nothing.
 *
 * @public
 */
export type Step =
  /** Nothing to do, and nothing is wrong. */
  | { kind: 'idle'; reason: string }
  /** Make the promotion of this release the environment's current one; what was current is superseded. */
  | { kind: 'start'; release: string }
  /** Write the change to the target branch. */
  | { kind: 'commit' }
  /** Propose the change, or bring the proposal up to date. */
  | { kind: 'propose' }
  | { kind: 'merge' }
  /** Close the proposal, then settle. */
  | { kind: 'withdraw'; outcome: 'cancelled' | 'superseded'; reason: string }
  /** The promotion has ended. */
  | { kind: 'settle'; outcome: 'done' | 'closed'; reason: string }
  /** Something must happen first; `asks` is what a person does about it where that is not to open the gate. */
  | { kind: 'wait'; gate: Verdict; asks?: 'merge' | 'fix' };

function withdrawn(
  { policy }: EnvironmentFacts,
  promotion: PromotionFacts,
): Step | undefined {
  if (promotion.cancelled) {
    return {
      kind: 'withdraw',
      outcome: 'cancelled',
      reason: `Cancelled by ${nameOf(promotion.cancelled.by)}: ${
        promotion.cancelled.reason
      }`,
    };
  }
  if (promotion.kind === 'promotion' && promotion.release?.rejected) {
    return {
      kind: 'withdraw',
      outcome: 'superseded',
      reason: `${promotion.release.version} was rejected: ${promotion.release.rejected.reason}`,
    };
  }
  const gone =
    promotion.kind === 'promotion' &&
    promotion.release &&
    whyWithdrawn(policy, promotion.release);
  if (gone) return { kind: 'withdraw', outcome: 'superseded', reason: gone };
  return undefined;
}

/** Someone pushed to the proposal: their work is never thrown away for something newer. */
function isChangedByOthers({ pullRequest }: PromotionFacts): boolean {
  return (
    pullRequest.status === 'open' && pullRequest.head === 'changedByOthers'
  );
}

/** A newer release that takes the place of the one being promoted. */
function successor(facts: EnvironmentFacts, promotion: PromotionFacts) {
  if (
    promotion.kind === 'rollback' ||
    promotion.origin === 'requested' ||
    facts.policy.onNewer === 'queue'
  ) {
    return undefined;
  }
  const approved = judgeApprovals(facts.policy.approvals, promotion).some(
    approval => approval.status === 'counted',
  );
  if (facts.policy.onNewer === 'pin' && approved) return undefined;
  if (promotion.bypassed.length > 0 || promotion.mergeRequestedBy) {
    return undefined;
  }
  if (isChangedByOthers(promotion)) return undefined;
  const candidate = nextCandidate(facts);
  if (!candidate || candidate.id === promotion.release?.id) return undefined;
  const rank = (id?: string) =>
    facts.releases.findIndex(release => release.id === id);
  return rank(candidate.id) < rank(promotion.release?.id)
    ? candidate
    : undefined;
}

function decideCurrent(
  facts: EnvironmentFacts,
  promotion: PromotionFacts,
): Step {
  if (promotion.pullRequest.status === 'merged') {
    return { kind: 'settle', outcome: 'done', reason: 'Merged.' };
  }
  if (promotion.content === 'deployed') {
    return promotion.pullRequest.status === 'open'
      ? {
          kind: 'withdraw',
          outcome: 'superseded',
          reason: 'The target branch holds this content already.',
        }
      : {
          kind: 'settle',
          outcome: 'done',
          reason: 'The target branch holds this content.',
        };
  }
  if (promotion.pullRequest.status === 'closed') {
    return {
      kind: 'settle',
      outcome: 'closed',
      reason: `Closed by ${nameOf(promotion.pullRequest.by)}.`,
    };
  }
  const withdrawal = withdrawn(facts, promotion);
  if (withdrawal) return withdrawal;
  const newer = successor(facts, promotion);
  if (newer && isOpen(holdGate(facts.hold, 'automatic', facts.now))) {
    return { kind: 'start', release: newer.id };
  }

  const gates = judgeGates(facts, promotion);
  const by =
    promotion.kind === 'rollback'
      ? facts.policy.rollback.by
      : facts.policy.promote;
  if (by === 'commit') {
    const blocked = blocksMerging(gates);
    return blocked ? { kind: 'wait', gate: blocked } : { kind: 'commit' };
  }
  const unopened = blocksOpening(gates);
  if (promotion.pullRequest.status === 'none') {
    return unopened ? { kind: 'wait', gate: unopened } : { kind: 'propose' };
  }
  if (promotion.pullRequest.head === 'outdated' && !unopened) {
    return { kind: 'propose' };
  }
  const blocked = blocksMerging(gates);
  if (blocked) return { kind: 'wait', gate: blocked };
  if (promotion.pullRequest.head === 'changedByOthers') {
    return {
      kind: 'wait',
      asks: 'fix',
      gate: {
        name: 'approvals',
        status: 'needsSomeone',
        reason:
          'Someone else changed this pull request; merge it in the host, or cancel it here.',
        who: [],
      },
    };
  }
  if (facts.policy.merge === 'manual' && !promotion.mergeRequestedBy) {
    return {
      kind: 'wait',
      asks: 'merge',
      gate: {
        name: 'approvals',
        status: 'needsSomeone',
        reason: 'All gates pass; it is merged by a person here.',
        who: [],
      },
    };
  }
  return { kind: 'merge' };
}

/**
 * Decides the next step of one environment from what is known about it. No clock, no randomness: the same facts
 * give the same step on every replica.
 *
 * @public
 */
export function decide(facts: EnvironmentFacts): Step {
  if (facts.current) return decideCurrent(facts, facts.current);
  const candidate = nextCandidate(facts);
  if (!candidate) {
    return { kind: 'idle', reason: 'No newer release may come here.' };
  }
  const hold = holdGate(facts.hold, 'automatic', facts.now);
  return isOpen(hold)
    ? { kind: 'start', release: candidate.id }
    : { kind: 'wait', gate: hold };
}
