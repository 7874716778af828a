import { JsonObject } from '../objects/json';
import { each, ensureMap, fill, within } from './fill';

const THREE_HOURS = 10_800;

export function defaultService(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'sessionAffinity', 'None');
    if (spec.sessionAffinity === 'ClientIP') {
      fill(
        ensureMap(ensureMap(spec, 'sessionAffinityConfig'), 'clientIP'),
        'timeoutSeconds',
        THREE_HOURS,
      );
    } else {
      delete spec.sessionAffinityConfig;
    }
    fill(spec, 'type', 'ClusterIP');
    each(spec, 'ports', port => {
      fill(port, 'protocol', 'TCP');
      // An explicit 0 or empty text means the same as none.
      if (!port.targetPort && port.port !== undefined) {
        port.targetPort = port.port;
      }
    });
    const outside = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
    if (outside) fill(spec, 'externalTrafficPolicy', 'Cluster');
    if (outside || spec.type === 'ClusterIP') {
      fill(spec, 'internalTrafficPolicy', 'Cluster');
    }
    if (spec.type === 'LoadBalancer') {
      fill(spec, 'allocateLoadBalancerNodePorts', true);
    }
  });
}

export function defaultNetworkPolicy(object: JsonObject): void {
  within(object, 'spec', spec => {
    for (const direction of ['ingress', 'egress']) {
      each(spec, direction, entry =>
        each(entry, 'ports', port => fill(port, 'protocol', 'TCP')),
      );
    }
    const outgoing = Array.isArray(spec.egress) && spec.egress.length > 0;
    fill(spec, 'policyTypes', outgoing ? ['Ingress', 'Egress'] : ['Ingress']);
    ensureMap(spec, 'podSelector');
  });
}

export function defaultIngressClass(object: JsonObject): void {
  within(object, 'spec', spec =>
    within(spec, 'parameters', parameters =>
      fill(parameters, 'scope', 'Cluster'),
    ),
  );
}
