import type { EnvironmentFacts } from '../facts';
import { anyOf } from '../naming';
import type { GateName, Verdict } from '../verdict';
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

const refs = (...some: Array<string | undefined>) =>
  some.flatMap(ref => (ref ? [ref] : [])).slice(0, 1);

/** Those whom no window stops, and who need not wait for one to open. */
function exempt({ policy }: EnvironmentFacts): string[] {
  const [first, ...rest] = policy.windows.flat();
  return (first?.exempt ?? []).filter(ref =>
    rest.every(window => window.exempt.includes(ref)),
  );
}

/**
 * What opens each gate, and who does it where the gate itself does not say. Every gate has its line: the type asks for
 * it.
 */
const REMEDIES: Record<
  GateName,
  {
    action: NonNullable<Explanation['action']>;
    who(facts: EnvironmentFacts): string[];
  }
> = {
  approvals: { action: 'approve', who: () => [] },
  // Whoever wrote what is checked mends it.
  checks: {
    action: 'fix',
    who: ({ current }) =>
      refs(current?.release?.sourceAuthor, current?.requester),
  },
  freeze: { action: 'unfreeze', who: () => [] },
  hold: { action: 'resume', who: () => [] },
  http: { action: 'fix', who: () => [] },
  // Announced again, with its digest, it is another release.
  immutable: {
    action: 'fix',
    who: ({ current }) =>
      refs(current?.release?.sourceAuthor, current?.requester),
  },
  locked: { action: 'approve', who: () => [] },
  owners: { action: 'approve', who: () => [] },
  // Whoever rejected it may clear that.
  rejected: {
    action: 'fix',
    who: ({ current }) => refs(current?.release?.rejected?.by),
  },
  slo: { action: 'fix', who: () => [] },
  soak: { action: 'fix', who: () => [] },
  upstream: { action: 'fix', who: () => [] },
  windows: { action: 'fix', who: exempt },
};

function remedyOf(facts: EnvironmentFacts, gate: Verdict): Explanation {
  const { action, who } = REMEDIES[gate.name];
  switch (gate.status) {
    case 'needsSomeone':
      return { sentence: gate.reason, action, who: gate.who };
    case 'waiting': {
      const able = gate.name === 'windows' ? who(facts) : [];
      return able.length > 0
        ? {
            sentence: `${gate.reason} It does not stop ${anyOf(able)}.`,
            action: 'wait',
            until: gate.until,
            who: able,
          }
        : { sentence: gate.reason, action: 'wait', until: gate.until };
    }
    default:
      return {
        sentence: gate.reason,
        // What has failed is mended, not approved or lifted.
        action: 'fix',
        who: who(facts),
      };
  }
}

/** Explains a step; see {@link Explanation}. @public */
export function explain(facts: EnvironmentFacts, step: Step): Explanation {
  switch (step.kind) {
    case 'wait': {
      const remedy = remedyOf(facts, step.gate);
      return step.asks ? { ...remedy, action: step.asks } : remedy;
    }
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
