import { type JsonObject } from '../../json';
import { type Condition, conditionsAt, textAt } from '../ObservedObject';
import { current, failed, inProgress, type KstatusResult } from './Kstatus';

/** A Service needs only its own address; a load balancer may come later. */
export function serviceStatus(object: JsonObject): KstatusResult {
  const isWaiting =
    textAt(object, 'spec', 'type') === 'LoadBalancer' &&
    textAt(object, 'spec', 'clusterIP') === '';
  return isWaiting
    ? inProgress('NoIPAssigned', 'ClusterIP not set')
    : current('Service is ready');
}

export function persistentVolumeClaimStatus(object: JsonObject): KstatusResult {
  return textAt(object, 'status', 'phase') === 'Bound'
    ? current('PVC is Bound')
    : inProgress('NotBound', 'PVC is not Bound');
}

/** A Job that has started is current: its end may be days away. */
export function jobStatus(object: JsonObject): KstatusResult {
  const conditions = conditionsAt(object, 'status', 'conditions');
  const ended = (wanted: string): Condition | undefined =>
    conditions.find(({ type, status }) => type === wanted && status === 'True');
  if (ended('Complete')) return current('Job Completed');
  const failure = ended('Failed');
  if (failure) return failed('JobFailed', failure.message);
  if (ended('Suspended')) return current('Job is suspended');
  return textAt(object, 'status', 'startTime')
    ? current('Job in progress')
    : inProgress('JobNotStarted', 'Job not started');
}

export function crdStatus(object: JsonObject): KstatusResult {
  for (const { type, status, reason, message } of conditionsAt(
    object,
    'status',
    'conditions',
  )) {
    if (type === 'NamesAccepted' && status === 'False') {
      return failed(reason, message);
    }
    if (type === 'Established') {
      if (status === 'True') return current('CRD is established');
      if (status === 'False' && reason !== 'Installing') {
        return failed(reason, message);
      }
    }
  }
  return inProgress('Installing', 'Install in progress');
}
