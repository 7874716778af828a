import type { StoredDecision } from '../store/DecisionStore';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import { personOf } from './Decisions';
import { environmentSubject } from './subjects';

/**
 * The freeze that stops an environment: its own, or one of what it belongs to.
 *
 * @param freezes - those in force.
 * @param scopes - of its pipeline, such as `system:<ref>`.
 */
export function freezeOf(
  freezes: StoredDecision[],
  key: EnvironmentKey,
  scopes: string[],
): StoredDecision | undefined {
  const subjects = [environmentSubject(key), ...scopes];
  return freezes.find(({ subject }) => subjects.includes(subject));
}

/** Why nothing is written, for people. */
export function describeFreeze(name: string, freeze: StoredDecision): string {
  return `${name} is frozen by ${personOf(freeze.by).name}: ${freeze.reason}`;
}
