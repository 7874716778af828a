import type {
  EngineCondition,
  EngineHealth,
} from '@backstage-gitops/plugin-gitops-node';
import type { Condition } from './shape';

const STATUS: ReadonlySet<string> = new Set(['True', 'False']);

function statusOf(word: string | undefined): EngineCondition['status'] {
  return word !== undefined && STATUS.has(word)
    ? (word as 'True' | 'False')
    : 'Unknown';
}

export function toConditions(conditions: Condition[]): EngineCondition[] {
  return conditions.map(
    ({ type, status, message, lastTransitionTime: at }) => ({
      type,
      status: statusOf(status),
      ...(message ? { message } : {}),
      ...(at ? { at } : {}),
    }),
  );
}

export function find(
  conditions: Condition[],
  type: string,
): Condition | undefined {
  return conditions.find(one => one.type === type);
}

function is(conditions: Condition[], type: string, status: string): boolean {
  return find(conditions, type)?.status === status;
}

/** What waits for others is not broken: Flux says so as a reason of Ready. */
export const WAITS = 'DependencyNotReady';

/** One of the six words for what Flux says by conditions (kstatus: Stalled before Reconciling before Ready). */
export function healthOf(options: {
  conditions: Condition[];
  suspended: boolean | undefined;
  generation: number | undefined;
  observedGeneration: number | undefined;
}): EngineHealth {
  const { conditions, generation, observedGeneration } = options;
  if (options.suspended) return 'Suspended';
  if (is(conditions, 'Stalled', 'True')) return 'Degraded';
  const isSeen =
    generation === undefined ||
    observedGeneration === undefined ||
    observedGeneration >= generation;
  if (!isSeen || is(conditions, 'Reconciling', 'True')) return 'Progressing';
  const ready = find(conditions, 'Ready');
  switch (ready?.status) {
    case 'True':
      return 'Healthy';
    case 'False':
      return ready.reason === WAITS ? 'Progressing' : 'Degraded';
    default:
      return 'Unknown';
  }
}
