import type {
  PromotionPlan,
  Restore,
} from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import type { EnvironmentId } from '../../api/GitOpsApi';
import { useLoad, type Load } from '../../hooks/useLoad';

/** What a roll back would do; nothing before an earlier state is known. */
export function useRollbackPlan(
  target: EnvironmentId & { commit: string | undefined; restore: Restore },
): Load<PromotionPlan | undefined> {
  const api = useApi(gitopsApiRef);
  const { entityRef, environment, commit, restore } = target;
  return useLoad(
    useCallback(
      async () =>
        commit === undefined
          ? undefined
          : api.planRollback({ entityRef, environment, commit, restore }),
      [api, entityRef, environment, commit, restore],
    ),
  );
}
