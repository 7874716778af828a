import { type JsonObject, valueAt } from '../json';
import { type HealthAssessment, healthOf } from './Health';
import { textAt } from './ObservedObject';

/** Argo CD holds hooks back with finalizers whose deletion it does not judge. */
const HOOK_FINALIZER = 'argocd.argoproj.io/hook-finalizer';

/** An object that is being deleted is on its way, whatever its status says. */
export function pendingDeletion(
  object: JsonObject,
): HealthAssessment | undefined {
  if (!textAt(object, 'metadata', 'deletionTimestamp')) return undefined;
  const finalizers = valueAt(object, ['metadata', 'finalizers']);
  const isHook =
    Array.isArray(finalizers) && finalizers.includes(HOOK_FINALIZER);
  return isHook ? undefined : healthOf('Progressing', 'Pending deletion');
}
