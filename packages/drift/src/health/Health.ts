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
 * The worst of several healths; undefined for none. An object without a
 * health rule has none, and so does not count against its application.
 *
 * @public
 */
export function worstHealth(healths: Iterable<Health>): Health | undefined {
  const present = new Set(healths);
  return HEALTH_ORDER.findLast(health => present.has(health));
}

/** Is this one of the six words? */
export function isHealth(value: unknown): value is Health {
  return HEALTH_ORDER.some(health => health === value);
}

/** The worst of the assessments there are; the first of equals. */
export function worstOf(
  assessments: Array<HealthAssessment | undefined>,
): HealthAssessment | undefined {
  const present = assessments.filter(assessment => assessment !== undefined);
  const worst = worstHealth(present.map(({ status }) => status));
  return present.find(({ status }) => status === worst);
}
