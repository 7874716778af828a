/** The gates a promotion can meet. @public */
export type GateName =
  | 'approvals'
  | 'checks'
  | 'freeze'
  | 'hold'
  | 'http'
  | 'immutable'
  | 'locked'
  | 'owners'
  | 'rejected'
  | 'slo'
  | 'soak'
  | 'upstream'
  | 'windows';

/**
 * What one gate says. `reason` is one sentence for people; `who` lists entity references of those who can act, empty
 * where everyone with the permission can; `except` those who cannot for all that, with what they did as the reason;
 * `until` (ISO 8601, UTC) is when the verdict changes by itself.
 *
 * @public
 */
export type Verdict =
  | { name: GateName; status: 'passed'; reason: string }
  | { name: GateName; status: 'bypassed'; reason: string }
  | { name: GateName; status: 'waiting'; reason: string; until?: string }
  | {
      name: GateName;
      status: 'needsSomeone';
      reason: string;
      who: string[];
      except?: Array<{ entityRef: string; reason: string }>;
    }
  | { name: GateName; status: 'failed'; reason: string };

/** Does this verdict let a promotion through? @public */
export function isOpen(verdict: Verdict): boolean {
  return verdict.status === 'passed' || verdict.status === 'bypassed';
}
