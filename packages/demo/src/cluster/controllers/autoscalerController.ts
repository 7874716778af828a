import { JsonObject, sameJson } from '../objects/json';
import {
  generationOf,
  isDeleting,
  nameOf,
  namespaceOf,
  timestamp,
} from '../objects/metadata';
import { mapAt, mapsAt, numberAt, textAt } from '../objects/read';
import { Change } from '../store/ObjectStore';
import { Controller } from './Controller';
import { ControllerApi, Key } from './ControllerApi';
import { ownKey } from './keys';

const COLLECTION = 'horizontalpodautoscalers.autoscaling';

/**
 * Keeps replicas between an autoscaler's bounds, through the scale subresource.
 * There are no metrics: inside the bounds nothing changes.
 */
export function autoscalerController(api: ControllerApi): Controller {
  const autoscalers = api.resource('autoscaling/v2', 'HorizontalPodAutoscaler');

  const targetOf = (autoscaler: JsonObject) => {
    const reference = mapAt(autoscaler, 'spec', 'scaleTargetRef');
    const resource = api.context.registry.findKind(
      textAt(reference, 'apiVersion') ?? '',
      textAt(reference, 'kind') ?? '',
    );
    const name = textAt(reference, 'name') ?? '';
    if (!resource?.scale) return undefined;
    const namespace = namespaceOf(autoscaler);
    const object = api.get(resource, { namespace, name });
    return object && { resource, object, paths: resource.scale };
  };

  const pointingAt = ({ object }: Change): Key[] =>
    api.context.store
      .list(COLLECTION, namespaceOf(object))
      .filter(autoscaler => {
        const reference = mapAt(autoscaler, 'spec', 'scaleTargetRef');
        return (
          reference.name === nameOf(object) && reference.kind === object.kind
        );
      })
      .map(autoscaler => ({
        namespace: namespaceOf(autoscaler),
        name: nameOf(autoscaler),
      }));

  return {
    name: 'horizontalpodautoscaler',
    concerns: change =>
      change.collection === COLLECTION
        ? ownKey(change, COLLECTION)
        : pointingAt(change),
    reconcile: key => {
      const autoscaler = api.get(autoscalers, key);
      if (!autoscaler || isDeleting(autoscaler)) return undefined;
      const target = targetOf(autoscaler);
      if (!target) return undefined;
      const current = numberAt(target.object, ...target.paths.spec) ?? 1;
      const least = numberAt(autoscaler, 'spec', 'minReplicas') ?? 1;
      const most = numberAt(autoscaler, 'spec', 'maxReplicas') ?? least;
      // Replicas of zero switch autoscaling off.
      const desired =
        current === 0 ? 0 : Math.max(least, Math.min(current, most));
      if (desired !== current) {
        api.scale(target.resource, target.object, desired);
      }
      const at =
        textAt(
          mapsAt(autoscaler, 'status', 'conditions')[0],
          'lastTransitionTime',
        ) ?? timestamp(api.now());
      const status: JsonObject = {
        ...(generationOf(autoscaler) > 0
          ? { observedGeneration: generationOf(autoscaler) }
          : {}),
        ...(current > 0 ? { currentReplicas: current } : {}),
        desiredReplicas: desired,
        conditions: [
          {
            type: 'AbleToScale',
            status: 'True',
            lastTransitionTime: at,
            reason: 'SucceededGetScale',
            message:
              "the HPA controller was able to get the target's current scale",
          },
        ],
      };
      if (!sameJson(status, autoscaler.status)) {
        api.writeStatus(autoscalers, autoscaler, status);
      }
      return undefined;
    },
  };
}
