import { JsonValue } from '../../objects/json';

/** A ReplicaSet, as far as a rollout is concerned. */
export interface SetState {
  replicas: number;
  available: number;
}

/** What a rollout may do at once. */
export interface RollingLimits {
  desired: number;
  surge: number;
  unavailable: number;
}

/** Replicas of a number or of a percentage of what is desired. */
export function resolveCount(
  value: JsonValue | undefined,
  desired: number,
  round: 'up' | 'down',
): number {
  if (typeof value === 'number') return value;
  const percent = Number(/^(\d+)%$/.exec(String(value))?.[1] ?? 0);
  const exact = (percent * desired) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

/**
 * The next sizes of the new ReplicaSet and the old ones, oldest first, in a
 * rolling update (deployment/rolling.go): grow up to the surge, shrink as far
 * as availability allows, what is unavailable first.
 */
export function planRolling(
  current: SetState,
  old: readonly SetState[],
  { desired, surge, unavailable }: RollingLimits,
): { current: number; old: number[] } {
  const oldTotal = old.reduce((sum, set) => sum + set.replicas, 0);
  const room = desired + surge - (current.replicas + oldTotal);
  const grown =
    current.replicas >= desired
      ? desired
      : Math.min(desired, current.replicas + Math.max(room, 0));
  const sizes = old.map(set => set.replicas);
  const minimum = desired - unavailable;
  const newUnavailable = grown - current.available;
  let mayGo = oldTotal + grown - minimum - Math.max(newUnavailable, 0);
  // Old pods that are not available can go in any case within that.
  for (const [index, set] of old.entries()) {
    const broken = Math.min(set.replicas - set.available, Math.max(mayGo, 0));
    sizes[index] = (sizes[index] ?? 0) - broken;
    mayGo -= broken;
  }
  const available =
    current.available + old.reduce((sum, set) => sum + set.available, 0);
  let healthy = Math.max(available - minimum, 0);
  for (const [index] of old.entries()) {
    const size = sizes[index] ?? 0;
    const less = Math.min(size, healthy);
    sizes[index] = size - less;
    healthy -= less;
  }
  return { current: grown, old: sizes };
}
