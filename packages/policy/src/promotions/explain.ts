import type { EnvironmentFacts } from '../facts';
import type { Step } from './decide';

/**
 * What blocks an environment in one sentence, the one next action, and who can take it (entity references; empty where
 * everyone with the permission can).
 *
 * @public
 */
export interface Explanation {
  sentence: string;
  action?:
    | 'approve'
    | 'merge'
    | 'resume'
    | 'unfreeze'
    | 'promote'
    | 'fix'
    | 'wait';
  who?: string[];
  /** ISO 8601, UTC. */
  until?: string;
}

const ACTIONS: Partial<Record<string, Explanation['action']>> = {
  approvals: 'approve',
  freeze: 'unfreeze',
  hold: 'resume',
  immutable: 'fix',
  rejected: 'fix',
};

function waiting(
  facts: EnvironmentFacts,
  { gate, asks }: Extract<Step, { kind: 'wait' }>,
): Explanation {
  const open = facts.current?.pullRequest.status === 'open';
  if (gate.status === 'needsSomeone') {
    return {
      sentence: gate.reason,
      action: asks ?? ACTIONS[gate.name] ?? 'fix',
      who: gate.who,
    };
  }
  if (gate.status === 'waiting') {
    return { sentence: gate.reason, action: 'wait', until: gate.until };
  }
  return {
    sentence: gate.reason,
    action: open ? 'fix' : ACTIONS[gate.name] ?? 'fix',
  };
}

/** Explains a step; see {@link Explanation}. @public */
export function explain(facts: EnvironmentFacts, step: Step): Explanation {
  switch (step.kind) {
    case 'wait':
      return waiting(facts, step);
    case 'idle':
      return { sentence: step.reason };
    case 'commit':
    case 'propose':
    case 'merge':
      return { sentence: 'Being done now.', action: 'wait' };
    case 'start':
      return { sentence: 'A newer release is being promoted.', action: 'wait' };
    case 'withdraw':
    case 'settle':
      return { sentence: step.reason, action: 'wait' };
    default:
      return { sentence: 'Nothing to do.' };
  }
}
