import type { EnvironmentPolicy } from '../facts';
import type { Verdict } from '../verdict';

/**
 * A gate that the file declares and nothing judges counts as not passed: a promise in the file that is
 * silently dropped would be worse than a pipeline that stops.
 *
 * @public
 */
export function unsupportedGates(policy: EnvironmentPolicy): Verdict[] {
  return policy.unsupported.map(name => ({
    name,
    status: 'failed',
    reason: `The pipeline file asks for "${name}", which this version does not judge; remove it or bypass it.`,
  }));
}
