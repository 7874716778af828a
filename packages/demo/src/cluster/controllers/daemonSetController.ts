import { sameJson } from '../objects/json';
import {
  generationOf,
  isDeleting,
  labelsOf,
  nameOf,
} from '../objects/metadata';
import { mapAt } from '../objects/read';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownerKey, ownKey } from './keys';
import { isReady, podFrom, randomSuffix } from './pods';
import { templateHash } from './templateHash';

const REVISION_HASH = 'controller-revision-hash';

/** Keeps one pod of a DaemonSet on the only node there is. */
export function daemonSetController(api: ControllerApi): Controller {
  const sets = api.resource('apps/v1', 'DaemonSet');
  const pods = api.resource('v1', 'Pod');
  return {
    name: 'daemonset',
    concerns: change => [
      ...ownKey(change, 'daemonsets.apps'),
      ...ownerKey(change, 'pods', 'DaemonSet'),
    ],
    reconcile: key => {
      const set = api.get(sets, key);
      if (!set || isDeleting(set)) return undefined;
      const revision = templateHash(mapAt(set, 'spec', 'template'));
      for (const pod of api.controlledBy(set, pods)) {
        if (labelsOf(pod)[REVISION_HASH] !== revision) api.remove(pods, pod);
      }
      if (api.controlledBy(set, pods).length === 0) {
        const name = `${nameOf(set)}-${randomSuffix()}`;
        api.create(pods, podFrom(set, name, { [REVISION_HASH]: revision }));
      }
      const ready = api.controlledBy(set, pods).filter(isReady).length;
      const status = {
        currentNumberScheduled: 1,
        numberMisscheduled: 0,
        desiredNumberScheduled: 1,
        numberReady: ready,
        observedGeneration: generationOf(set),
        updatedNumberScheduled: 1,
        ...(ready > 0 ? { numberAvailable: ready } : { numberUnavailable: 1 }),
      };
      if (!sameJson(status, set.status)) api.writeStatus(sets, set, status);
      return undefined;
    },
  };
}
