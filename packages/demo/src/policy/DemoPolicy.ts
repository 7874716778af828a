import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { decideByRole } from './decideByRole';

/** A sample of a permission policy: one person can try what each role may do. */
export class DemoPolicy implements PermissionPolicy {
  /**
   * Whoever has not signed in may do nothing. Services are not asked about here: the access restrictions of their
   * tokens decide, in `backend.auth.externalAccess`.
   */
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return user
      ? decideByRole(permission, user.info.ownershipEntityRefs)
      : { result: AuthorizeResult.DENY };
  }
}
