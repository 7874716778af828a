import { type Health } from '../Health';

/**
 * The vocabulary of kstatus (sigs.k8s.io/cli-utils, Flux's fork of it), by
 * which Flux judges what it has applied.
 *
 * @public
 */
export type Kstatus =
  | 'Current'
  | 'InProgress'
  | 'Failed'
  | 'Terminating'
  | 'NotFound'
  | 'Unknown';

/** A condition that kstatus adds: what is under way, or what is stuck. */
export interface KstatusCondition {
  type: 'Reconciling' | 'Stalled';
  status: 'True';
  reason: string;
}

/** @public */
export interface KstatusResult {
  status: Kstatus;
  reason: string;
  message: string;
  /** Present where the object is not there yet, or never will be. */
  conditions: KstatusCondition[];
}

const HEALTH: Record<Kstatus, Health> = {
  Current: 'Healthy',
  InProgress: 'Progressing',
  Failed: 'Degraded',
  Terminating: 'Progressing',
  NotFound: 'Missing',
  Unknown: 'Unknown',
};

/**
 * A word of kstatus in Argo CD's words. They are not the same judgement:
 * kstatus calls a failed Pod Current, and a Deployment current only once it is
 * available.
 *
 * @public
 */
export function kstatusToHealth(status: Kstatus): Health {
  return HEALTH[status];
}

export function current(message: string): KstatusResult {
  return { status: 'Current', reason: '', message, conditions: [] };
}

export function inProgress(reason: string, message = ''): KstatusResult {
  return {
    status: 'InProgress',
    reason,
    message,
    conditions: [{ type: 'Reconciling', status: 'True', reason }],
  };
}

export function failed(reason: string, message = ''): KstatusResult {
  return {
    status: 'Failed',
    reason,
    message,
    conditions: [{ type: 'Stalled', status: 'True', reason }],
  };
}
