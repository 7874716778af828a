import { isJsonObject, type JsonObject, valueAt } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { countAt, numberAt } from '../ObservedObject';

const COUNT = /^(?:ready|available|updated)([A-Z]\w*)$/;

/** A count as columns of `kubectl get` show it. */
const RATIO = /^(\d{1,9})\/(\d{1,9})$/;

/** DaemonSets, and kinds modelled on them. */
const PER_NODE = ['updatedNumberScheduled', 'numberReady', 'numberAvailable'];

/** Something of which there should be more. */
interface Count {
  of: string;
  has: number;
  wanted: number;
}

/**
 * The health that counts tell: `readyReplicas` beside `replicas`,
 * `availableNodes` beside `expectedNodes`, `2/3`.
 */
export function assessCounts(object: JsonObject): HealthAssessment | undefined {
  const status = valueAt(object, ['status']);
  if (!isJsonObject(status)) return undefined;
  const counts = Object.keys(status).flatMap(field => countOf(object, field));
  const short = counts.filter(({ has, wanted }) => has < wanted);
  if (short.length === 0) {
    return counts.length > 0 ? healthOf('Healthy') : undefined;
  }
  return (
    assessPartition(object, short) ??
    healthOf(
      'Progressing',
      `${short[0].has} of ${short[0].wanted} ${short[0].of}`,
    )
  );
}

function countOf(object: JsonObject, field: string): Count[] {
  const value = valueAt(object, ['status', field]);
  const ratio = typeof value === 'string' ? RATIO.exec(value) : undefined;
  if (ratio) {
    return [{ of: field, has: Number(ratio[1]), wanted: Number(ratio[2]) }];
  }
  const has = numberAt(object, 'status', field);
  if (has === undefined) return [];
  if (PER_NODE.includes(field)) {
    const wanted = numberAt(object, 'status', 'desiredNumberScheduled');
    return wanted === undefined ? [] : [{ of: 'nodes', has, wanted }];
  }
  const noun = COUNT.exec(field)?.[1];
  if (!noun) return [];
  const plain = noun[0].toLowerCase() + noun.slice(1);
  const wanted =
    numberAt(object, 'spec', plain) ??
    numberAt(object, 'status', `desired${noun}`) ??
    numberAt(object, 'status', `expected${noun}`) ??
    numberAt(object, 'status', plain);
  return wanted === undefined ? [] : [{ of: plain, has, wanted }];
}

/** A rollout held at its partition goes on when somebody lowers that. */
function assessPartition(
  object: JsonObject,
  short: Count[],
): HealthAssessment | undefined {
  const partition =
    numberAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ??
    countAt(object, 'spec', 'updateStrategy', 'partition');
  const updated = numberAt(object, 'status', 'updatedReplicas');
  const isHeld =
    partition > 0 &&
    updated !== undefined &&
    short.every(
      ({ has, wanted }) => has === updated && has >= wanted - partition,
    );
  return isHeld
    ? healthOf(
        'Suspended',
        `Partition=${partition}, waiting for manual intervention`,
      )
    : undefined;
}
