import { sameJson } from '../objects/json';
import {
  generationOf,
  isDeleting,
  labelsOf,
  nameOf,
} from '../objects/metadata';
import { mapAt, numberAt } from '../objects/read';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownerKey, ownKey } from './keys';
import { isReady, podFrom } from './pods';
import { templateHash } from './templateHash';

const REVISION_HASH = 'controller-revision-hash';

/** Keeps the numbered pods of a StatefulSet; outdated ones are replaced. */
export function statefulSetController(api: ControllerApi): Controller {
  const sets = api.resource('apps/v1', 'StatefulSet');
  const pods = api.resource('v1', 'Pod');
  return {
    name: 'statefulset',
    concerns: change => [
      ...ownKey(change, 'statefulsets.apps'),
      ...ownerKey(change, 'pods', 'StatefulSet'),
    ],
    reconcile: key => {
      const set = api.get(sets, key);
      if (!set || isDeleting(set)) return undefined;
      const wanted = numberAt(set, 'spec', 'replicas') ?? 1;
      const revision = `${nameOf(set)}-${templateHash(
        mapAt(set, 'spec', 'template'),
      )}`;
      const names = Array.from(
        { length: wanted },
        (_, index) => `${nameOf(set)}-${index}`,
      );
      for (const pod of api.controlledBy(set, pods)) {
        const outdated = labelsOf(pod)[REVISION_HASH] !== revision;
        if (outdated || !names.includes(nameOf(pod))) api.remove(pods, pod);
      }
      for (const name of names) {
        if (api.get(pods, { namespace: key.namespace, name })) continue;
        const labels = {
          [REVISION_HASH]: revision,
          'statefulset.kubernetes.io/pod-name': name,
        };
        api.create(pods, podFrom(set, name, labels));
      }
      const owned = api.controlledBy(set, pods);
      const ready = owned.filter(isReady).length;
      const status = {
        observedGeneration: generationOf(set),
        replicas: owned.length,
        ...(ready > 0 ? { readyReplicas: ready } : {}),
        ...(owned.length > 0
          ? { currentReplicas: owned.length, updatedReplicas: owned.length }
          : {}),
        currentRevision: revision,
        updateRevision: revision,
        collisionCount: 0,
        availableReplicas: ready,
      };
      if (!sameJson(status, set.status)) api.writeStatus(sets, set, status);
      return undefined;
    },
  };
}
