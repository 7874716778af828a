import type {
  EnvironmentFacts,
  EnvironmentPolicy,
  PromotionFacts,
} from '../facts';
import type { Step } from '../promotions/decide';
import { environment, policy, promotion } from './facts';

export const hold = { by: 'user:default/ann', reason: 'incident' };
export const freezes = [
  { scope: 'shop', by: 'user:default/ann', reason: 'year end' },
];
export const settled = { by: 'user:default/ann', reason: 'changed my mind' };

/** Facts with a current promotion; 1.2.0 is declined, so that nothing newer takes its place. */
export function current(
  changes: Partial<PromotionFacts>,
  rules: Partial<EnvironmentPolicy> = {},
  others: Partial<EnvironmentFacts> = {},
): EnvironmentFacts {
  return environment({
    policy: policy(rules),
    declined: ['1.2.0'],
    current: promotion(changes),
    ...others,
  });
}

/** What is enough to tell a step from others. */
export function brief(step: Step): string {
  switch (step.kind) {
    case 'start':
      return `start ${step.release}`;
    case 'withdraw':
    case 'settle':
      return `${step.kind} ${step.outcome}`;
    case 'wait':
      return step.asks
        ? `wait for someone to ${step.asks}`
        : `wait ${step.gate.name} ${step.gate.status}`;
    default:
      return step.kind;
  }
}
