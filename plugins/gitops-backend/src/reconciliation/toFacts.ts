import {
  type EngineObservation,
  objectId,
  type ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
import type {
  DriftedObject,
  ReconciliationFacts,
} from '@backstage-gitops/policy';

/** Fields that make an object differ; what admission rewrote and what controllers added do not. */
const DIFFERENCES: ReadonlySet<string> = new Set(['Changed', 'Added']);

function driftOf(object: ObservedObject): DriftedObject['drift'] | undefined {
  switch (object.sync) {
    case 'Missing':
      return 'missing';
    case 'Orphaned':
      return 'orphaned';
    case 'Drifted':
      return object.fields.some(({ kind }) => kind === 'Changed')
        ? 'changed'
        : 'added';
    default:
      return undefined;
  }
}

/** An observed object as decisions see it; undefined where it is as Git has it. */
export function toDriftedObject(
  object: ObservedObject,
): DriftedObject | undefined {
  const drift = driftOf(object);
  if (!drift) return undefined;
  const fields = object.fields.filter(({ kind }) => DIFFERENCES.has(kind));
  return {
    id: objectId(object),
    kind: object.kind,
    drift,
    paths: fields.map(({ path }) => path).sort(),
    managers: [
      ...new Set(fields.flatMap(({ by }) => by.map(({ manager }) => manager))),
    ].sort(),
    untouchable: object.untouchable ?? object.problem,
  };
}

/** What an engine saw, as decisions see it. */
export function toObservedFacts(
  observation: EngineObservation,
): ReconciliationFacts['observed'] {
  if (observation.status === 'unknown') return observation;
  const unclear = observation.objects.find(({ sync }) => sync === 'Unknown');
  if (unclear) {
    return {
      status: 'unknown',
      reason: `${objectId(unclear)} cannot be compared: ${
        unclear.problem ?? 'the cluster did not answer.'
      }`,
    };
  }
  return {
    status: 'known',
    drifted: observation.objects.flatMap(
      object => toDriftedObject(object) ?? [],
    ),
    inventory: observation.inventory,
  };
}
