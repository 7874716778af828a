/**
 * Argo CD's six words for the health of an object.
 *
 * @public
 */
export type Health =
  | 'Healthy'
  | 'Suspended'
  | 'Progressing'
  | 'Missing'
  | 'Degraded'
  | 'Unknown';

/**
 * All words, best to worst, in the order Argo CD aggregates them.
 *
 * @public
 */
export const HEALTH_ORDER: readonly Health[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

/**
 * The health of one object. The message is taken from the object's status,
 * its conditions or its replica counts, never from `spec` or `data`, so that
 * it cannot carry the value of a Secret.
 *
 * @public
 */
export interface HealthAssessment {
  status: Health;
  message?: string;
}

/** An assessment, without a message where there is nothing to say. */
export function healthOf(status: Health, message?: string): HealthAssessment {
  return message ? { status, message } : { status };
}

/**
 * The worst of several healths; Healthy for none, since an object without a
 * health rule does not count against its application.
 *
 * @public
 */
export function worstHealth(healths: Iterable<Health>): Health {
  let worst: Health = 'Healthy';
  for (const health of healths) {
    if (HEALTH_ORDER.indexOf(health) > HEALTH_ORDER.indexOf(worst)) {
      worst = health;
    }
  }
  return worst;
}

/** Is this one of the six words? */
export function isHealth(value: unknown): value is Health {
  return HEALTH_ORDER.some(health => health === value);
}
