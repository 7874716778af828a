import type { EnvironmentFacts, PromotionFacts } from '../facts';
import { isOpen, type GateName, type Verdict } from '../verdict';
import { nameOf } from '../naming';
import { approvalsGate } from './approvals';
import { checksGate } from './checks';
import { freezeGate } from './freeze';
import { holdGate } from './hold';
import { httpGate } from './http';
import { ownersGate } from './owners';
import { lockedGate } from './locked';
import { immutableGate, rejectedGate } from './release';
import { soakGate } from './soak';
import { unsupportedGates } from './unsupported';
import { upstreamGate } from './upstream';
import { windowsGate } from './windows';

/** Gates that must be open before a pull request is even proposed; the others are met while it is open. */
const BEFORE_OPENING: ReadonlySet<GateName> = new Set([
  'freeze',
  'hold',
  'immutable',
  'rejected',
  'upstream',
]);

/** What a gate says of a change: one verdict, or none where the gate is not asked for. */
type Gate = (facts: EnvironmentFacts, promotion: PromotionFacts) => Verdict[];

const lockedFields: Gate = (_, { locked, ...promotion }) =>
  locked ? [lockedGate(locked, promotion)] : [];

/** What every change meets. A new gate is a file of its own and a line here or below, in the order people read them. */
const OF_EVERY_CHANGE: Gate[] = [
  ({ freezes }, { affects }) => [freezeGate(freezes, affects)],
];

const OF_PROMOTIONS: Gate[] = [
  ({ hold, now }, { origin }) => [holdGate(hold, origin, now)],
  (facts, { release }) => [upstreamGate(facts, release?.id)],
  (_, { release }) => (release ? [rejectedGate(release)] : []),
  ({ policy }, { release }) =>
    release ? [immutableGate(policy, release)] : [],
  (facts, { release }) =>
    facts.policy.soak > 0 ? [soakGate(facts, release?.id)] : [],
  ({ policy }, promotion) =>
    policy.checks.pullRequest.length + policy.checks.source.length > 0
      ? [checksGate(policy, promotion)]
      : [],
  ({ policy, now }, promotion) =>
    policy.windows.length > 0 ? [windowsGate(policy, promotion, now)] : [],
  ({ policy, now }, promotion) =>
    policy.http.length > 0 ? [httpGate(policy, promotion, now)] : [],
  ({ policy }) => unsupportedGates(policy),
  ({ policy }, promotion) => [approvalsGate(policy.approvals, promotion)],
  lockedFields,
];

const OF_ROLLBACKS: Gate[] = [
  ({ policy }, promotion) => [
    approvalsGate(policy.rollback.approvals, promotion),
  ],
  ({ policy }, promotion) =>
    promotion.affects && promotion.affects.length > 0
      ? [ownersGate(policy.rollback.approvals, promotion)]
      : [],
  lockedFields,
];

function verdicts(facts: EnvironmentFacts, promotion: PromotionFacts) {
  const own = promotion.kind === 'rollback' ? OF_ROLLBACKS : OF_PROMOTIONS;
  return [...OF_EVERY_CHANGE, ...own].flatMap(gate => gate(facts, promotion));
}

/** A bypass of a freeze is one of that freeze: what is declared afterwards stops everything again. */
function covers(
  { gate, skipped }: PromotionFacts['bypassed'][number],
  { name, reason }: Verdict,
): boolean {
  return (
    gate === name &&
    (name !== 'freeze' || skipped === undefined || skipped === reason)
  );
}

/**
 * Every gate of a promotion with its verdict, those bypassed marked so. A rollback meets freeze, its own
 * approvals, and those of the owners of what it changes besides.
 *
 * @public
 */
export function judgeGates(
  facts: EnvironmentFacts,
  promotion: PromotionFacts,
): Verdict[] {
  return verdicts(facts, promotion).map(verdict => {
    const bypass = promotion.bypassed.find(one => covers(one, verdict));
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
