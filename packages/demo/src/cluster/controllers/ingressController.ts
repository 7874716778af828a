import { isDeleting } from '../objects/metadata';
import { mapAt, mapsAt } from '../objects/read';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownKey } from './keys';

const COLLECTION = 'ingresses.networking.k8s.io';

/**
 * Gives each ingress an address, as whatever a cluster has installed for that does: without one it never becomes
 * healthy. Nothing listens there.
 */
export function ingressController(api: ControllerApi): Controller {
  const ingresses = api.resource('networking.k8s.io/v1', 'Ingress');
  return {
    name: 'ingress',
    concerns: change => ownKey(change, COLLECTION),
    reconcile: key => {
      const ingress = api.get(ingresses, key);
      if (!ingress || isDeleting(ingress)) return undefined;
      const addresses = mapsAt(
        mapAt(ingress, 'status', 'loadBalancer'),
        'ingress',
      );
      if (addresses.length === 0) {
        api.writeStatus(
          ingresses,
          ingress,
          { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } },
          'ingress-controller',
        );
      }
      return undefined;
    },
  };
}
