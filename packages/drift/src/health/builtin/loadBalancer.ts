import { type JsonObject } from '../../json';
import { type HealthAssessment, healthOf } from '../Health';
import { objectsAt, textAt } from '../ObservedObject';

/** An Ingress is in use once a load balancer has answered with an address. */
export function ingressHealth(object: JsonObject): HealthAssessment {
  return objectsAt(object, 'status', 'loadBalancer', 'ingress').length > 0
    ? healthOf('Healthy')
    : healthOf('Progressing');
}

/** Only a Service of type LoadBalancer has anything to wait for. */
export function serviceHealth(object: JsonObject): HealthAssessment {
  return textAt(object, 'spec', 'type') === 'LoadBalancer'
    ? ingressHealth(object)
    : healthOf('Healthy');
}
