import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  gitopsEnvironmentAdoptPermission,
  gitopsEnvironmentHoldPermission,
  gitopsEnvironmentIgnorePermission,
  gitopsEnvironmentReconcilePermission,
  gitopsEnvironmentRollbackPermission,
  gitopsPipelineCreatePermission,
  gitopsPipelineReadPermission,
  gitopsPromotionApprovePermission,
  gitopsPromotionCancelPermission,
  gitopsPromotionCreatePermission,
  gitopsPromotionMergePermission,
  gitopsReleaseRejectPermission,
  gitopsPermissions,
  gitopsViewPermission,
} from '@backstage-gitops/plugin-gitops-common';

/** What a group makes of its members; whoever is in none of these is a developer. */
const engineersRef = 'group:default/sre';
const readersRef = 'group:default/readers';

const forEveryone = [gitopsViewPermission, gitopsPipelineReadPermission];

/** What it brings is proposed, and merged by whoever may. */
const forDevelopers = [gitopsPipelineCreatePermission];

const forOwners = [
  gitopsReleaseRejectPermission,
  gitopsPromotionCreatePermission,
  gitopsPromotionApprovePermission,
  gitopsPromotionMergePermission,
  gitopsPromotionCancelPermission,
  gitopsEnvironmentRollbackPermission,
  gitopsEnvironmentHoldPermission,
  gitopsEnvironmentReconcilePermission,
  gitopsEnvironmentAdoptPermission,
  gitopsEnvironmentIgnorePermission,
];

/** Of the Kubernetes plugin: whatever an account of the cluster may do, without a pipeline's boundary. */
const clusterProxy = 'kubernetes.proxy';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

function isOneOf(permission: Permission, others: Permission[]): boolean {
  return others.some(other => isPermission(permission, other));
}

function ifOwner(permission: Permission, claims: string[]): PolicyDecision {
  if (!isResourcePermission(permission)) return deny;
  const { resourceType } = permission;
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'gitops',
    resourceType,
    conditions: { rule: 'IS_ENTITY_OWNER', resourceType, params: { claims } },
  };
}

/**
 * What someone with these ownership references may do.
 *
 * Everyone sees everything; developers add pipelines; owners promote, approve, roll back, hold and reject what they own;
 * reliability engineers do that everywhere, and alone bypass, freeze, accept weaker policies and reach clusters; readers
 * change nothing anywhere.
 */
export function decideByRole(
  permission: Permission,
  ownershipEntityRefs: string[],
): PolicyDecision {
  if (ownershipEntityRefs.includes(engineersRef)) return allow;
  const isReader = ownershipEntityRefs.includes(readersRef);
  if (isOneOf(permission, gitopsPermissions)) {
    if (isOneOf(permission, forEveryone)) return allow;
    if (isReader) return deny;
    if (isOneOf(permission, forDevelopers)) return allow;
    return isOneOf(permission, forOwners)
      ? ifOwner(permission, ownershipEntityRefs)
      : deny;
  }
  if (permission.name === clusterProxy) return deny;
  return !isReader || permission.attributes.action === 'read' ? allow : deny;
}
