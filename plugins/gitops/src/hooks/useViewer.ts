import {
  identityApiRef,
  useApi,
  type BackstageUserIdentity,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useLoad, type LoadState } from './useLoad';

/** Who looks at the page, and what they belong to as far as their sign-in says. */
export function useViewer(): LoadState<BackstageUserIdentity> {
  const identity = useApi(identityApiRef);
  return useLoad(useCallback(() => identity.getBackstageIdentity(), [identity]))
    .state;
}
