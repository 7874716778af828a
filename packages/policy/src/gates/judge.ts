import type { EnvironmentFacts, PromotionFacts } from '../facts';
import { isOpen, type GateName, type Verdict } from '../verdict';
import { nameOf } from '../naming';
import { approvalsGate } from './approvals';
import { freezeGate } from './freeze';
import { holdGate } from './hold';
import { immutableGate, rejectedGate } from './release';
import { unsupportedGates } from './unsupported';
import { upstreamGate } from './upstream';

/** Gates that must be open before a pull request is even proposed; the others are met while it is open. */
const BEFORE_OPENING: ReadonlySet<GateName> = new Set([
  'freeze',
  'hold',
  'immutable',
  'rejected',
  'upstream',
]);

function verdicts(facts: EnvironmentFacts, promotion: PromotionFacts) {
  const freeze = freezeGate(facts.freezes);
  if (promotion.kind === 'rollback') {
    return [freeze, approvalsGate(facts.policy.rollback.approvals, promotion)];
  }
  return [
    freeze,
    holdGate(facts.hold, promotion.origin, facts.now),
    upstreamGate(facts, promotion.release?.id),
    ...(promotion.release
      ? [
          rejectedGate(promotion.release),
          immutableGate(facts.policy, promotion.release),
        ]
      : []),
    ...unsupportedGates(facts.policy),
    approvalsGate(facts.policy.approvals, promotion),
  ];
}

/**
 * Every gate of a promotion with its verdict, those bypassed marked so. A rollback meets freeze and its own
 * approvals only.
 *
 * @public
 */
export function judgeGates(
  facts: EnvironmentFacts,
  promotion: PromotionFacts,
): Verdict[] {
  return verdicts(facts, promotion).map(verdict => {
    const bypass = promotion.bypassed.find(one => one.gate === verdict.name);
    return bypass && !isOpen(verdict)
      ? {
          name: verdict.name,
          status: 'bypassed',
          reason: `Bypassed by ${nameOf(bypass.by)}: ${bypass.reason}`,
        }
      : verdict;
  });
}

/** The first gate that keeps a pull request from being proposed. @public */
export function blocksOpening(gates: Verdict[]): Verdict | undefined {
  return gates.find(gate => BEFORE_OPENING.has(gate.name) && !isOpen(gate));
}

/** The first gate that keeps a promotion from being merged or committed. @public */
export function blocksMerging(gates: Verdict[]): Verdict | undefined {
  return gates.find(gate => !isOpen(gate));
}
