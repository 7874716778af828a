import { Mask } from '@backstage-gitops/drift';
import type {
  DesiredState,
  EngineObservation,
} from '@backstage-gitops/plugin-gitops-node';
import { ApiError } from '../access/ApiError';

/** What is observed; a cluster that does not answer makes it unknown, in the cluster's words and without secrets. */
export async function observeOrUnknown(
  desired: DesiredState,
  observe: () => Promise<EngineObservation>,
): Promise<EngineObservation> {
  try {
    return await observe();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      status: 'unknown',
      reason: new Mask(desired.objects).text(error.message),
    };
  }
}
