import { isDeleting, generationOf, nameOf } from '../objects/metadata';
import { numberAt } from '../objects/read';
import { sameJson } from '../objects/json';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownerKey, ownKey } from './keys';
import { isReady, podFrom, randomSuffix } from './pods';

/** Keeps as many pods as a ReplicaSet asks for. */
export function replicaSetController(api: ControllerApi): Controller {
  const sets = api.resource('apps/v1', 'ReplicaSet');
  const pods = api.resource('v1', 'Pod');
  return {
    name: 'replicaset',
    concerns: change => [
      ...ownKey(change, 'replicasets.apps'),
      ...ownerKey(change, 'pods', 'ReplicaSet'),
    ],
    reconcile: key => {
      const set = api.get(sets, key);
      if (!set || isDeleting(set)) return undefined;
      const wanted = numberAt(set, 'spec', 'replicas') ?? 0;
      const owned = api.controlledBy(set, pods);
      for (let missing = wanted - owned.length; missing > 0; missing -= 1) {
        api.create(pods, podFrom(set, `${nameOf(set)}-${randomSuffix()}`));
      }
      // Pods that are not ready are the least loss.
      const surplus = owned
        .toSorted((a, b) => Number(isReady(a)) - Number(isReady(b)))
        .slice(0, Math.max(owned.length - wanted, 0));
      for (const pod of surplus) api.remove(pods, pod);
      const left = api.controlledBy(set, pods);
      const ready = left.filter(isReady).length;
      const status = {
        replicas: left.length,
        ...(left.length > 0 ? { fullyLabeledReplicas: left.length } : {}),
        ...(ready > 0
          ? { readyReplicas: ready, availableReplicas: ready }
          : {}),
        terminatingReplicas: 0,
        observedGeneration: generationOf(set),
      };
      if (!sameJson(status, set.status)) api.writeStatus(sets, set, status);
      return undefined;
    },
  };
}
